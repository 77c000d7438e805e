"""Rates: the chain of a weight, number lines through it, what pushes and passes find.

Imports the rest of the vocabulary and what that may import.
"""
