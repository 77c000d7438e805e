"""Networks of other programs: torch, scikit-learn, ONNX, archives of arrays.

Imports the shape of a network and the names of activations; none of those programs
before a file asks for it.
"""
