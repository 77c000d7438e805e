"""Networks of other programs: torch, scikit-learn, ONNX, archives of arrays.

Imports only the shape of a network; none of those programs.
"""
