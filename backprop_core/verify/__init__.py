"""Whether a trace is right: every number beside what the others make of it.

May import everything in this package; nothing but the command line imports it.
"""
