"""The letters of the formulas, and how each loss and optimiser is written in them.

Imports nothing else of this package.
"""
