"""Texts and places in them: spans, edits, YAML trees with positions, spelling suggestions, Markdown to HTML."""
