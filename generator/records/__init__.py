"""YAML text in, `Record` out; and changes to that text, never a new dump of it."""
