"""What reviewers refused follows a thing that gets another id, and goes with one that is removed."""

from pathlib import Path

import pytest
from support.projects import FRONT, communique

ARTICLE = "content/articles/2025-12-04-talks.md"
TEXT = "[Ann Roe]{person=ann-roe} came with [Bo Lind]{person=bo-lind}. Roe left. So did Ann Roe.\n"
REFUSED = """refused:  # ours
  - {person: ann-roe, words: Roe}
  - kind: quote
    words: So did Ann Roe.
  - person: bo-lind
    words: Roe
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / ARTICLE).write_text(FRONT.replace("---\n\n", f"{REFUSED}---\n\n") + TEXT, "utf-8")
    assert communique(tmp_path, "extract")[0] == 0
    return tmp_path


def front(root: Path) -> str:
    return (root / ARTICLE).read_text("utf-8").partition("\n---\n")[0]


def test_a_rename_renames_them(root: Path):
    assert communique(root, "rename", "ann-roe", "ann-smith")[0] == 0
    assert front(root).endswith(REFUSED.replace("ann-roe", "ann-smith").rstrip())


def test_a_merge_joins_them(root: Path):
    code, *rest = communique(root, "merge", "ann-roe", "bo-lind")
    assert code == 0, rest
    assert "ann-roe" not in front(root)
    assert "{person: bo-lind, words: Roe}" in front(root)


@pytest.mark.parametrize(("options", "quoted"), [((), True), (("--mask",), False)])
def test_a_removal_takes_them_away(root: Path, options: tuple[str, ...], quoted: bool):  # noqa: FBT001 -- a parameter
    code, *rest = communique(root, "remove", "ann-roe", "--reason", "Asked for", *options)
    assert code == 0, rest
    assert "ann-roe" not in front(root)
    assert ("So did" in front(root)) is quoted
    assert ("person: bo-lind\n    words: Roe" in front(root)) is quoted  # a mask leaves no name
