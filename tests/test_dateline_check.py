"""`check` notes a dateline with its year that contradicts the front matter, and no other day of a text."""

from pathlib import Path

import pytest
from support.projects import communique, front

TEXT = "The foreign minister of Norland met the envoy in the capital. They talked about the border for two hours."


def noted(root: Path, text: str) -> list[str]:
    (root / "content/articles").mkdir(parents=True)
    (root / "content/articles/paper.md").write_text(f"{front('Talks', '2026-10-20')}{text}\n", "utf-8")
    _, output = communique(root, "check", "--all")
    return [line for line in output.splitlines() if "dateline-is-date" in line]


@pytest.mark.parametrize(
    "text", [f"Thursday, October 15, 2026\n\n{TEXT}", f"GENEVA, Oct. 15, 2026 (The Paper) — {TEXT}"]
)
def test_another_day_is_noted(tmp_path: Path, text: str):
    (found,) = noted(tmp_path, text)
    assert "info: the dateline says 2026-10-15, the front matter 2026-10-20" in found


def test_a_weekday_that_its_day_is_not_is_noted(tmp_path: Path):
    (found,) = noted(tmp_path, f"Sunday, October 20, 2026\n\n{TEXT}")
    assert "info: the dateline says Sunday, which 2026-10-20 is not" in found


@pytest.mark.parametrize(
    "text",
    [
        f"Tuesday, October 20, 2026\n\n{TEXT}",
        f"GENEVA, Oct. 15 (The Paper) — {TEXT}",
        f"{TEXT} On October 15, 2026 they left.",
        TEXT,
    ],
)
def test_other_days_are_not(tmp_path: Path, text: str):
    assert noted(tmp_path, text) == []
