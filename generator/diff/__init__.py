"""Two revisions of a project in; what the change does to the knowledge base, in the field's words, out."""

from generator.diff.report import Form, report
from generator.diff.revisions import compare_revisions

__all__ = ["Form", "compare_revisions", "report"]
