"""The chapter history: its scene, and its sentences."""
