"""What is kept between runs: clips, traces, and of what a finished film was made.

Imports the plan, for its keys; knows no format and no renderer.
"""
