"""A project on disk: which files are input, how they are loaded, and how changes are written safely."""
