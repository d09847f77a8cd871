"""Articles under copyright: of the whole text in, an excerpt that gives the same records out, and what exposes it."""

from generator.excerpts.exposure import check_excerpts
from generator.excerpts.plan import Excerpted, plan_excerpts
from generator.excerpts.private import write_excerpts

__all__ = ["Excerpted", "check_excerpts", "plan_excerpts", "write_excerpts"]
