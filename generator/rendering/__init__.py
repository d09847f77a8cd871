"""Pages in, the files of a MkDocs site out."""
