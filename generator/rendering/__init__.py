"""The plan of a site to its files, through MkDocs and its theme."""
