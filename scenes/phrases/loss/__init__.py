"""What the beats of the loss chapter are made of."""
