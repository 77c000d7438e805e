"""What has to be rendered: shots, their targets, and a key for each.

Imports no Manim, so that planning is quick.
"""
