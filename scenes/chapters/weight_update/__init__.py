"""The chapter weight_update: its scene, its sentences, and what only it draws."""
