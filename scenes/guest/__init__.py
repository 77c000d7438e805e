"""For scenes of your own: a Stage with our camera, and a network that is a mobject.

Imports the diagram and the vocabulary; knows no chapter.
"""
