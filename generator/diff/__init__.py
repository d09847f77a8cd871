"""Compare two revisions of a project, and report what the change does to the knowledge base."""

from generator.diff.history import plan_history
from generator.diff.report import DiffFormat, report
from generator.diff.revisions import compare_revisions

__all__ = ["DiffFormat", "compare_revisions", "plan_history", "report"]
