"""Imported records and articles in, the changes of a project's files out: ids, merging, and how to undo an import."""
