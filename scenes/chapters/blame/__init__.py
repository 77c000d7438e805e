"""Whose doing the cost was: the network as a company, its letters, their pile."""
