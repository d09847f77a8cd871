"""Text: spans, edits, YAML trees with positions, spelling suggestions, counts, Markdown to HTML."""
