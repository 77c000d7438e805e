"""A pass runs forward, is answered and costed: gaps crossed, bars, squares, costs.

It may import the rest of the vocabulary.
"""
