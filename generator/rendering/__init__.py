"""Renders a planned site to files, through MkDocs and its theme."""
