"""What the beats of the chapter on the outputs' δ are made of."""
