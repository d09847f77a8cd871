"""The knowledge base in, Markdown pages out."""
