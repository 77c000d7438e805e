"""The samples: sets by name, made sets, files of the user, and how inputs are scaled.

Imports only shapes, assets and the words for faults.
"""
