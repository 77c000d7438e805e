"""The chapter descent: its scene, its sentences, and what only it draws."""
