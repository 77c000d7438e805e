"""The experiment file: its tables, their checks, and the words for what is wrong.

Imports the registries, `data` and `importers`; knows no training and no trace.
"""
