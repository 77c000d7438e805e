"""How a frame is painted: camera, pen, stamps, what stands still, typesetting.

Imports style, and nothing else of this package.
"""
