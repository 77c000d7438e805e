"""The chapter four_equations: its scene, its sentences, and what only it draws."""
