"""The chapter algorithm: its scene, its sentences, and what only it draws."""
