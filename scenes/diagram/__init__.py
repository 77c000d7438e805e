"""The nouns: what a frame is made of, each drawn straight by our camera."""
