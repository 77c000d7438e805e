"""The chapter hidden_deltas: its scene, its sentences, and what only it draws."""
