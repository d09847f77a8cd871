"""Findings and the acceptances of records and of mkdocs.yml in; what is told, and what is accepted and why, out."""

from generator.acceptance.model import Acceptance, Accepted, Findings
from generator.acceptance.records import in_records
from generator.acceptance.settings import CONFIGURATION, in_configuration
from generator.acceptance.settle import settle

__all__ = ["CONFIGURATION", "Acceptance", "Accepted", "Findings", "in_configuration", "in_records", "settle"]
