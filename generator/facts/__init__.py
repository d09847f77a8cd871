"""Facts: what articles assert."""
