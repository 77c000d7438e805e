"""The chapter loss: its scene, its sentences, and what only it draws."""
