"""How a frame is painted: camera, pen, stamps, what stands still, typesetting.

Imports style and encoding; knows no network.
"""
