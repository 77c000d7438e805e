"""What the beats of the weight update are made of."""
