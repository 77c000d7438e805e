"""Motions and arrangements that chapters share.

Imports the engine, the diagram and the files beside this folder; no chapter, except the
types of their bases.
"""
