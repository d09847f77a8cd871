"""A project on disk: which files are input, how to load them, and how to write changes safely."""
