"""How the error returns: the nested chain, sums that arrive, a pair that trembles.

Imports the rest of the vocabulary and the diagram.
"""
