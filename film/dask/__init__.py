"""Rendering on a Dask cluster.

Imports the plan and the renderer.
"""
