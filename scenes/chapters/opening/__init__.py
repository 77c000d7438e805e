"""What a network is for: a task without a rule, a first guess, and its dials."""
