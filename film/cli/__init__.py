"""The command line: options, messages, progress. The only room that prints.

Imports everything else in this package, late; nothing imports it.
"""
