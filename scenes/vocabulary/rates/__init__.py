"""Rates of the cost: an early weight, what pushes of it measure, what passes cost.

Imports the rest of the vocabulary and the diagram.
"""
