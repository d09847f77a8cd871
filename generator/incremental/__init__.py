"""Incremental builds: what a build keeps for the next one, and what must be made again."""
