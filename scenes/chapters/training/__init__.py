"""The chapter training: its scene, its sentences, and what only it draws."""
