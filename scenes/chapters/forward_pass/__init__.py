"""The chapter forward_pass: its scene, its sentences, and what only it draws."""
