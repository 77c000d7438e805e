"""A chapter of your own: `backprop film EXPERIMENT.toml -c NAME.py`."""
