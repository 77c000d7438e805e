"""Rates of change: the chain of a weight, number lines through it, slopes worked out.

Imports the rest of the vocabulary and what that may import.
"""
