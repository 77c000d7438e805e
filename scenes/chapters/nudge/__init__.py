"""The chapter nudge: its scene, its sentences, and what only it draws."""
