"""Two revisions of a project in; what the change does to the knowledge base, in the field's words, out."""

from generator.diff.report import DiffFormat, report
from generator.diff.revisions import compare_revisions

__all__ = ["DiffFormat", "compare_revisions", "report"]
