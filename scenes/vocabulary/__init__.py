"""Motions and arrangements that chapters share.

Imports the engine and the diagram.
"""
