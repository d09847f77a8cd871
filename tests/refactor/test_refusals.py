"""What rename, merge and split leave alone: a project in error, what is no record, lines without a safe place."""

import pytest
from small_worlds import Texts, changed, extracted, project
from support.projects import FRONT

from generator import refactor

A, B, MEETING = (f"content/records/{name}.yaml" for name in ("persons/a", "persons/b", "meetings/m"))
TALKS, NEWS = "content/articles/talks.md", "content/articles/news.md"
TWO = {A: "name: A\n", B: "name: B\n"}
UNUSUAL = "the list is written in an unusual way"
PAGE = "https://example.org/a 2020-01-01"


def refused(command: str, texts: Texts, *words: object) -> list[tuple[str, str]]:
    """Where a command stops, and why; it must change nothing then."""
    changes, problems = getattr(refactor, command)(project(texts), *words)
    assert changes == ()
    assert all(problem.hint for problem in problems)
    return [(problem.span.source.path, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("command", "words"), [("rename", ("a", "c")), ("merge", ("a", "b")), ("split", ("a", "c", ("talks",)))]
)
def test_nothing_is_done_to_a_project_in_error(command, words):
    found = refused(command, {**TWO, TALKS: f"{FRONT}[A]{{person=a", MEETING: "name: [M\n"}, *words)
    assert found == [
        (TALKS, "the brace opened here is never closed"),
        (MEETING, "`[` is not closed, or a comma is missing"),
    ]


@pytest.mark.parametrize("pair", [("talks", "news"), ("talks", "a"), ("a", "talks")])
def test_an_article_is_merged_with_nothing(pair):
    assert refused("merge", {**TWO, TALKS: FRONT, NEWS: FRONT}, *pair) == [
        ("communique merge", "articles are not merged"),
    ]


def test_an_article_is_not_split():
    assert refused("split", {NEWS: FRONT}, "news", "olds", ("news",)) == [
        ("communique split", "articles are not split")
    ]


def test_what_a_person_deleted_has_no_record_to_rename():
    texts, problems = extracted({TALKS: f"{FRONT}[A]{{person=a}} spoke."})
    assert problems == ()
    del texts[A]
    texts, _ = extracted(texts)
    assert refused("rename", texts, "a", "c") == [
        ("communique rename", "a person deleted the record of the person `a`, but articles name it")
    ]


EXPLICIT = "? previous_ids\n: - z\n"
PLACELESS = {
    "the old ids of what is renamed": ("rename", {A: f"name: A\n{EXPLICIT}"}, ("a", "c"), A, UNUSUAL),
    "the old ids of what stays": ("merge", {A: "name: A\n", B: f"name: B\n{EXPLICIT}"}, ("a", "b"), B, UNUSUAL),
    "the end of what stays": (
        "merge",
        {A: "# mine\nname: A\n", B: "previous_ids: [z, a]\nname: |\n  B"},
        ("a", "b"),
        B,
        "its last lines leave no place for comments behind them",
    ),
    "a list that names both": (
        "merge",
        {**TWO, MEETING: "name: M\ndate: 2025-12-01\n? participants\n: - person: a\n  - person: b\n"},
        ("a", "b"),
        MEETING,
        UNUSUAL,
    ),
    "a list that names a record of the new id and one of the old": (
        "rename",
        {A: "name: A\n", MEETING: "name: M\ndate: 2025-12-01\n? participants\n: - person: a\n  - person: c\n"},
        ("a", "c"),
        MEETING,
        UNUSUAL,
    ),
}


@pytest.mark.parametrize(("command", "texts", "words", "path", "reason"), PLACELESS.values(), ids=PLACELESS)
def test_lines_that_leave_no_safe_place_stop_the_command(command, texts, words, path, reason):
    assert refused(command, texts, *words) == [(path, f"the record can't be changed, because {reason}")]


def test_a_split_stops_where_the_record_leaves_no_safe_place():
    texts, _ = extracted({TALKS: f"{FRONT}[A]{{person=a}}\nmet [B]{{person=a}}."})
    texts[A] += "? previous_ids\n: - c\n  - z\n"
    found = refused("split", texts, "a", "c", ("talks:9",))
    assert found == [(A, f"the record can't be changed, because {UNUSUAL}")]


def test_a_fact_that_finds_no_safe_place_is_kept_as_a_comment():
    texts = {A: "name: A\npositions:\n  - title: envoy\n", B: "name: A\n? positions\n: - title: guest\n"}
    changes, problems = refactor.merge(project(texts), "a", "b")
    assert [problem.message for problem in problems][:1] == [f"positions “envoy” is left out, because {UNUSUAL}"]
    assert changed(texts, changes)[B].endswith("\n# positions: {title: envoy}\n")


SOURCES = {
    "one that the other names too": (f"sources: {{born: {PAGE!r}}}\n", f"sources: {{born: {PAGE!r}}}\n", ""),
    "one beside another": (
        f"sources: {{name: {PAGE!r}}}\n",
        f"sources:\n  born: {PAGE!r}\n",
        f"  name: {PAGE!r}\n",
    ),
    "the first": (f"sources: {{name: {PAGE!r}}}\n", "", f"sources:\n  name: {PAGE!r}\n"),
}


@pytest.mark.parametrize(("mine", "theirs", "added"), SOURCES.values(), ids=SOURCES)
def test_a_source_goes_along_with_the_value_that_both_hold(mine, theirs, added):
    texts = {A: f"name: B\nborn: '1950'\n{mine}", B: f"name: B\nborn: '1950'\n{theirs}"}
    changes, problems = refactor.merge(project(texts), "a", "b")
    assert problems == ()
    after = changed(texts, changes)
    assert A not in after
    assert after[B] == f"name: B\nborn: '1950'\nprevious_ids:\n  - a\n{theirs}{added}"


def test_a_rejection_that_names_the_old_id_names_the_new_one_and_others_stay():
    entry = "  - reason: x\n    field: {}\n    value: {}\n"
    rejected = f"rejected:\n{entry.format('participants', '{}')}{entry.format('name', 'a')}"
    texts = {A: "name: A\n", MEETING: f"name: M\ndate: 2025-12-01\n{rejected.format('a')}"}
    changes, problems = refactor.rename(project(texts), "a", "c")
    assert problems == ()
    assert changed(texts, changes)[MEETING] == f"name: M\ndate: 2025-12-01\n{rejected.format('c')}"
