"""Whether a trace is right: every number beside what the others make of it.

May import everything in this package; nothing in it imports this room, but for the
names at its top.
"""
