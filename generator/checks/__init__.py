"""Checks of the whole, one rule a module."""
