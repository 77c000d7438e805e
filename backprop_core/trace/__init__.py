"""What happened in a training: its records, how they are stored, viewed and named.

Imports the registries, the schedule and the tables of a run; knows no training, no
probe (only what they leave behind) and no check but that of types and shapes.
"""
