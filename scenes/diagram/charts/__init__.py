"""Values as shapes: curves, bars that add up, squares, number lines, a stencil.

Imports the engine and the stage.
"""
