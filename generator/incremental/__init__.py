"""Incremental builds: the store, and which pages must be written again."""
