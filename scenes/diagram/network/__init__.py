"""The network: units, edges, what runs along them, and what goes with its units.

Imports the engine and the stage.
"""
