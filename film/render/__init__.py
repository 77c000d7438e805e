"""Shots become clips: who draws, the worker processes, the encoder.

Imports the plan and the cache; Manim only inside the workers.
"""
