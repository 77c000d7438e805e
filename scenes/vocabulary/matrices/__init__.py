"""Matrices of a step as tiles, and the equations that they stand in.

Imports what the vocabulary imports; nothing else of it knows of matrices.
"""
