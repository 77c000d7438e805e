"""The pictures: draws what a Trace holds and computes nothing itself.

Upwards: style and setting; engine; encoding, layout and diagram; notation and
path_texts; the motions; chapter and step_chapter; the rest of vocabulary; chapters.
What stands above may import what stands below. Of backprop_core it takes the assets,
paths and the curves of activations and losses (standalone alone trains); never film.
"""
