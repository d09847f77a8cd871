"""The pages that look over the whole site: the knowledge base in, drafts of pages out."""
