"""Answers about a new knowledge base in; the files that it begins with out, and later what a newer release changed."""

from generator.starter.files import EXAMPLE, StarterAnswers, check_answers, languages, starter_files
from generator.starter.upgrade import Upgrade, plan_upgrade

__all__ = ["EXAMPLE", "StarterAnswers", "Upgrade", "check_answers", "languages", "plan_upgrade", "starter_files"]
