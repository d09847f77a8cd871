"""The language server: what editors ask of a project while somebody writes, answered over texts that may be unsaved.

`server` and `features` need the extra `lsp`; all other modules are pure and need no editor.
"""
