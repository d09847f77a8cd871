"""Markdown in, `Article` out."""
