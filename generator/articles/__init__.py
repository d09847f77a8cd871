"""TODO articles."""
