"""The chapter closing: its scene, its sentences, and what only it draws."""
