"""Read records, merge facts into them, and edit their text without rewriting it."""
