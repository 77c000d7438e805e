"""The nouns: what a frame is made of, each drawn straight by our camera.

Imports the engine, style, encoding and layout; is handed arrays and texts, and knows
no trace and no chapter.
"""
