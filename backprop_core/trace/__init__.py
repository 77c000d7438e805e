"""What happened in a training: its records, how they are stored, viewed and named.

Imports the registries and the tables of a run; knows no probe and no check.
"""
