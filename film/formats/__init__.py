"""The files a film can be: one format a file, captions, and the film's timeline.

Imports the plan; takes clips and knows not who rendered them.
"""
