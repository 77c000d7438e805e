"""What the beats of the forward pass are made of."""
