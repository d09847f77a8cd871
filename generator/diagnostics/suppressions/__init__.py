"""Read suppressions from records and mkdocs.yml, and apply them to findings."""

from generator.diagnostics.suppressions.apply import apply_suppressions
from generator.diagnostics.suppressions.config import in_configuration
from generator.diagnostics.suppressions.model import Findings, SuppressedFinding, Suppression
from generator.diagnostics.suppressions.records import in_records

__all__ = [
    "Findings",
    "SuppressedFinding",
    "Suppression",
    "apply_suppressions",
    "in_configuration",
    "in_records",
]
