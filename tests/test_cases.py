"""Every case of tests/cases holds to the letter."""

from pathlib import Path

import pytest
from cases import UPDATE, Case, cases, run

FOLDER = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", list(cases(FOLDER)), ids=lambda case: f"{case.path.stem}: {case.title}")
def test_case(case: Case, tmp_path: Path):
    got = run(case, tmp_path)
    if UPDATE and got != case.text:
        case.path.write_text(case.path.read_text("utf-8").replace(case.text, got), "utf-8")
        return
    assert got == case.text
