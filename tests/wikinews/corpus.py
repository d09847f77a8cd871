"""The 22 reports of Wikinews that annotators of the GUM corpus marked; they stand beside the project, not in it."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from annotate import Report

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("COMMUNIQUE_CORPORA") or ROOT.parent / "shared/corpora") / "wikinews-gum"


@cache
def corpus() -> tuple[Report, ...]:
    """All reports, in the order of their files; without them the test is skipped."""
    files = sorted(FOLDER.glob("*.json"))
    if not files:
        pytest.skip("no reports to read: COMMUNIQUE_CORPORA is to name a folder that holds wikinews-gum/*.json")
    return tuple(json.loads(file.read_text("utf-8")) for file in files)
