"""How tiles of matrices come and fill each other.

Imports `scenes.diagram` and the verbs of `scenes.vocabulary`, no chapter.
"""
