"""What chapters share that tell a step beside a panel.

Imports the rest of the vocabulary and the diagram.
"""
