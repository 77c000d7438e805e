"""The chapter depth: its scene, its sentences, and what only it draws."""
