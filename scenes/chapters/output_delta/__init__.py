"""The chapter output_delta: its scene, its sentences, and what only it draws."""
