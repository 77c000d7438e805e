"""The chapter rivals: its scene, its sentences, and what only it draws."""
