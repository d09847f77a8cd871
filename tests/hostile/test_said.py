"""Hostile text in what commands say: on a terminal, to programs, to GitHub, in a comment on a pull request."""

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from support.tiers import sample, scale
from support.tools import ROOT
from vectors import OWN, REFUSED, naughty
from world import yaml

from generator import diff
from generator.cli import main

FORMS = ("text", "json", "github", "sarif")
COMMENTS = ("text", "markdown", "json")
PLACE = "content/articles/a-{}.md"
COMMAND = re.compile(r"::(error|warning|notice) file=[^,:\s]+,line=\d+,col=\d+,title=[a-z-]+::\S[^\r\n]*")
ACTS = re.compile(
    r"(?<![\w/])@\w|(?<!&)#\d|://|\bwww\.|\bGH-\d|:[a-z0-9_+-]+:|\b[0-9a-f]{7,40}\b|\w@\w",
    re.IGNORECASE,
)
"""What GitHub makes a mention, a link, a picture or an emoji of, wherever it stands in the finished text."""


class Said(NamedTuple):
    """What a command wrote, as bytes: nothing between it and the reader has mended them."""

    out: bytes
    error: bytes


def say(root: Path, *words: str) -> Said:
    with chdir(root):
        result = CliRunner().invoke(main, words)
    assert result.exit_code in {0, 1, 2}, result.output[-2000:]
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Said(result.stdout_bytes, result.stderr_bytes)


def say_in_a_process(root: Path, *words: str) -> Said:
    """As `say`, through the streams that the system gives to a program."""
    result = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert result.returncode in {0, 1, 2}, result.stderr[-2000:]
    assert b"Traceback" not in result.stderr, result.stderr[-2000:]
    return Said(result.stdout, result.stderr)


def texts() -> tuple[str, ...]:
    found = dict.fromkeys((*OWN, *REFUSED, *naughty()))
    return tuple(text for text in found if text.isprintable() or "\ud800" not in text)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose newest commit brings each text to every place where a message may repeat it."""
    root = tmp_path_factory.mktemp("spoilt")
    (root / "content/articles").mkdir(parents=True)
    (root / "content/articles/a.md").write_text("---\ntitle: A\ndate: 2025-12-04\n---\nWords.\n", "utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    for name, text in files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8", newline="")
    return root


def git(root: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


def files() -> Mapping[str, str]:
    found = {}
    for number, text in enumerate(texts()):
        value, short = yaml(text), yaml(text[:200])
        found[f"content/records/persons/sound-{number}.yaml"] = f"name: {value}\nborn: 1950\n"
        found[f"content/records/persons/wrong-{number}.yaml"] = (
            f"name: A\n{short}: x\ncountry: {value}\nborn: {value}\nlinks: [{value}, {value}]\npositions: {value}\n"
        )
        found[f"content/records/meetings/choice-{number}.yaml"] = f"name: {value}\ndate: 2025\nstatus: {value}\n"
        found[f"content/facts/persons/sound-{number}.jsonl"] = json.dumps(["name", text, text]) + f"\n{text}\n"
        front = f"---\ntitle: {value}\ndate: {value}\nurl: {value}\nlanguage: {value}\npublisher: {value}\n"
        found[f"content/articles/front-{number}.md"] = f"{front}{short}: x\n---\n"
        sound = f"---\ntitle: {value}\ndate: 2025-12-04\npublisher: {value}\n---\n"
        marks = "[a]{{person={0} role={0}}} [b]{{{0}=x}} [c]{{person=x {0}=y}} [d]{{.{0} by={0}}}"
        found[f"content/articles/marks-{number}.md"] = sound + marks.format(text) + "\n\n::: {" + text + "}\n:::\n"
        found[f"content/articles/title-{number}.md"] = sound + "Words.\n"
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one article."""
    root = tmp_path_factory.mktemp("small")
    (root / "content/articles").mkdir(parents=True)
    (root / "content/articles/a.md").write_text("---\ntitle: A\ndate: 2025-12-04\n---\nWords.\n", "utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    return root


@pytest.fixture(scope="module")
def told(spoilt: Path) -> Mapping[str, Said]:
    return {form: say(spoilt, "check", "--all", "--format", form) for form in FORMS}


@pytest.fixture(scope="module")
def comments(spoilt: Path) -> Mapping[str, Said]:
    return {form: say(spoilt, "diff", "HEAD", "--format", form) for form in COMMENTS}


def unseen(said: bytes) -> list[str]:
    """Characters that a terminal obeys, or that turn or hide what stands around them."""
    return sorted({char for char in said.decode() if not char.isprintable() and char != "\n"})


@pytest.mark.parametrize("form", FORMS)
def test_findings_hold_no_character_that_moves_hides_or_turns(told: Mapping[str, Said], form: str):
    assert len(told[form].out + told[form].error) > scale(50_000, 100_000)
    assert not unseen(told[form].out)
    assert not unseen(told[form].error)


def test_a_finding_is_one_command_to_github(told: Mapping[str, Said]):
    lines = told["github"].out.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) > scale(500, 1000)
    assert not [line for line in lines if not COMMAND.fullmatch(line)]


def test_programs_read_findings_with_the_texts_as_they_are(told: Mapping[str, Said]):
    rows = json.loads(told["json"].out)
    run = json.loads(told["sarif"].out)["runs"][0]
    assert len(rows) == len(run["results"]) > scale(500, 1000)
    messages = " ".join(row["message"] for row in rows)
    assert "\u202e" in messages
    assert "\x1b[" in messages
    assert {row["file"] for row in rows} == {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }


@pytest.mark.parametrize(
    "command", [("extract",), ("extract", "--check"), ("schema", "--check"), ("pages", "--out", "x")]
)
def test_other_commands_say_nothing_else(spoilt: Path, command: tuple[str, ...]):
    said = say(spoilt, *command)
    assert not unseen(said.out + said.error)


@pytest.mark.parametrize("word", ["\x1b[31m", "\u202ea", "a\nb", "::error::x", "-\x07", "\udcff", "../x", "@a"])
def test_a_command_repeats_no_argument_raw(small: Path, word: str):
    for command in (
        ("check", "--explain", word), ("new", word, "x"), ("new", "person", word), ("rename", "--dry-run", word, "x"),
        ("merge", "--dry-run", "a", word), ("split", "--dry-run", "a", "b", word), ("diff", f"x{word}"),
        ("new", "person", "x", "--date", word, "--source", word),
    ):  # fmt: skip
        said = say(small, *command)
        assert said.out + said.error
        assert not unseen(said.out + said.error), command


@pytest.mark.parametrize("form", COMMENTS)
def test_a_comparison_holds_no_character_that_moves_hides_or_turns(comments: Mapping[str, Said], form: str):
    assert len(comments[form].out) > scale(20_000, 50_000)
    allowed = {"\u200b"} if form == "markdown" else set()
    assert set(unseen(comments[form].out)) <= allowed
    assert not comments[form].error


def items(markdown: str) -> Iterator[str]:
    """The finished text of each line of a comment, as a reader sees it, behind its tags."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    tags = set(re.findall(r"<[^>]*>", rendered))
    assert tags <= {f"<{end}{tag}>" for end in ("", "/") for tag in ("h2", "h3", "p", "ul", "li", "strong", "em")} | {
        "<blockquote>",
        "</blockquote>",
    }
    yield from re.sub(r"<[^>]*>", "", rendered).splitlines()


def test_a_comment_is_words_alone(spoilt: Path):
    """All changes, not the first ones alone: a comment is cut where GitHub would refuse it."""
    comparison, problems = diff.compare_revisions(spoilt, "HEAD", None)
    assert not problems
    shown = []
    for start in range(0, len(comparison.changes), 100):
        part = replace(comparison, changes=comparison.changes[start : start + 100], stale=(), unread=0)
        told = diff.report(part, "markdown")
        assert "** of" not in told.splitlines()[-1]
        shown += items(told)
    assert len(shown) > scale(1_000, 5_000)
    acting = [(found.group(), line) for line in shown if (found := ACTS.search(html.unescape(line)))]
    assert not acting


def test_the_validator_of_comments_finds_live_text():
    assert sum(bool(ACTS.search(text)) for text in texts()) > 30
    with pytest.raises(AssertionError):
        list(items("- **<b>a</b>** [a](b)"))


def test_a_name_of_bytes_that_are_no_text_is_told_in_every_form(tmp_path: Path):
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    try:
        (folder / "bad\udcff\x1b[31m\n.md").write_text("---\ntitle: A\ndate: 2025-12-04\n---\n", "utf-8")
    except (OSError, ValueError):
        pytest.skip("this file system takes no such names")
    for form in sample(FORMS, 2):
        said = say_in_a_process(tmp_path, "check", "--format", form)
        assert not unseen(said.out + said.error)
        assert "bad" in (said.out + said.error).decode()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    for form in sample(COMMENTS, 1):
        said = say_in_a_process(tmp_path, "diff", "HEAD", "--format", form)
        assert not unseen(said.out + said.error)


def test_sarif_is_sound_whatever_it_holds(told: Mapping[str, Said]):
    """Regions count from 1, and no address of a file leads elsewhere."""
    for result in json.loads(told["sarif"].out)["runs"][0]["results"]:
        location = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[\w./%-]+", location["artifactLocation"]["uri"])
        assert all(number >= 1 for number in location.get("region", {}).values())
    jsonschema.Draft202012Validator({"type": "object"}).validate(json.loads(told["sarif"].out))
