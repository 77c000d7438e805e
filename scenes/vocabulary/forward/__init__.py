"""A pass runs forward and is answered: gaps crossed, bars, costs before and after.

It may import the rest of the vocabulary.
"""
