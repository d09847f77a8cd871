"""What a thing is called is no fact on which articles differ; what they say of it is, in one article as in two."""

from pathlib import Path

import pytest
from support.projects import communique, front

from generator import pipeline
from generator.pages.coverage import disputes_of
from generator.schema.model import Ref

ONE = "[Ann Roe met Bo Lind]{meeting=kestrel name=Talks on=2031-03-02 status=held}."
RENAMED = '[The meeting]{meeting=kestrel name="Kestrel round"}.'


def found(root: Path, *texts: str) -> tuple[set[str], set[str]]:
    """The fields of a meeting that are disputed, and the rules that find something."""
    (root / "content/articles").mkdir(parents=True)
    for number, text in enumerate(texts, 1):
        path = root / f"content/articles/paper-{number}.md"
        path.write_text(f"{front(f'Paper {number}', f'2031-03-0{number + 3}')}{text}\n", "utf-8")
    communique(root, "extract")
    base, problems = pipeline.build_knowledge(root)
    return {each.slot.field for each in disputes_of(base, Ref("meeting", "kestrel"))}, {each.rule for each in problems}


@pytest.mark.parametrize("texts", [(f"{ONE} {RENAMED}",), (ONE, RENAMED), (RENAMED, ONE)])
def test_names_are_not_disputed(tmp_path: Path, texts: tuple[str, ...]):
    disputed, rules = found(tmp_path, *texts)
    assert disputed == set()
    assert "articles-agree" not in rules


@pytest.mark.parametrize("other", ["on=2031-03-01", "status=denied"])
def test_what_one_article_contradicts_is_disputed(tmp_path: Path, other: str):
    disputed, _ = found(tmp_path, f"{ONE} [The meeting]{{meeting=kestrel {other}}}.")
    assert disputed == {{"on": "date"}.get(other.partition("=")[0], "status")}


def test_two_statuses_in_one_article_are_a_warning(tmp_path: Path):
    _, rules = found(tmp_path, f"{ONE} [The meeting]{{meeting=kestrel status=denied}}.")
    assert "meeting-has-one-status" in rules


def test_two_articles_may_give_two_statuses(tmp_path: Path):
    _, rules = found(tmp_path, "[Talks]{meeting=kestrel name=Talks on=2031-03-02 status=planned}.", ONE)
    assert "meeting-has-one-status" not in rules
