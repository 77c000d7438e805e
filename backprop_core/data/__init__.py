"""The samples: sets by name, made sets, files of the user, and how inputs are scaled.

Imports shapes, assets, the words for faults, and how archives are read.
"""
