"""Input of any size and shape is read or refused in bounded time and memory, with a word that says why."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.growing import grows_in_proportion
from support.projects import SHORT_FRONT as FRONT
from support.projects import command
from support.tiers import scale
from support.tools import ROOT

from generator.articles import read_article
from generator.articles.read import ANNOTATIONS, LENGTH
from generator.text.source import SourceText

ARTICLE, RECORD = "content/articles/a.md", "content/records/persons/a.yaml"
LEDGER, OWN_SCHEMA = "content/facts/persons/a.jsonl", "content/schema/treaty.yaml"
# The texts are written when they are needed: all of them together take 700 MB.
RECORDS = {
    "brackets": (lambda: f"name: {'[' * 500_000}", "nested deeper than 12"),
    "braces": (lambda: f"name: {'{a: ' * 300_000}", "nested deeper than 12"),
    "ten thousand levels": (lambda: f"name: {'[' * 10_000}{']' * 10_000}", "nested deeper than 12"),
    "nested blocks": (lambda: "name:\n" + "".join(f"{' ' * n}- \n" for n in range(1, 1400)), "nested deeper than 12"),
    "aliases": (lambda: "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)), "an anchor (&name)"),
    "a long line": (lambda: "name: " + "x" * 10_000_000, "the file is longer than 4,000,000 bytes"),
    "a long name": (lambda: "name: " + "x" * 1_000_000, "a text of 1,000,000 characters"),
    "many keys": (
        lambda: "".join(f"k{n}: v\n" for n in range(100_000)),
        "more than 5,000 entries in one list or mapping",
    ),
    "many items": (lambda: f"name: x\nlinks: [{'x, ' * 400_000}x]", "more than 5,000 entries in one list or mapping"),
    "as many keys as there may be": (lambda: "".join(f"k{n}: v\n" for n in range(5_000)), "has no field"),
    "a huge file": (lambda: "name: x\n" + "# note\n" * 14_300_000, "the file is longer than 4,000,000 bytes"),
}
ARTICLES = {
    "a million annotations": (lambda: "[a]{person=b} " * 1_000_000, "the file is longer than 4,000,000 bytes"),
    "many annotations": (
        lambda: "[a]{person=b} " * (ANNOTATIONS + 1),
        f"an article with more than {ANNOTATIONS:,} annotations",
    ),
    "ten thousand quotes": (lambda: ">" * 10_000 + " a", "nested too deep"),
    "ten thousand brackets": (lambda: "[" * 10_000 + "a" + "]{person=b}" * 10_000, "annotations"),
    "a huge file": (lambda: "word\n" * 20_000_000, "the file is longer than 4,000,000 bytes"),
    "a long line": (lambda: "word " * (LENGTH // 5), f"an article of more than {LENGTH:,} characters"),
}
LEDGERS = {
    "deep lists": (lambda: "[" * 2_000_000, "lists inside lists"),
    "deep objects": (lambda: '{"a":' * 300_000, "lists inside lists"),
    "a long number": (lambda: "1" * 3_900_000, 'expected ["field","value","machine"]'),
    "no facts": (lambda: "[\n" * 1_300_000, "more than 100 lines are not facts"),
    "many facts": (lambda: '["name","x","machine"]\n' * 4_500_000, "the file is longer than 4,000,000 bytes"),
    "a long line": (lambda: f'["name","{"x" * 10_000_000}","machine"]', "the file is longer than 4,000,000 bytes"),
}
SCHEMAS = {
    "deep": (lambda: "fields: " + "{a: " * 10_000, "nested deeper than 12"),
    "aliases": (lambda: "a: &a [x]\nb: *a\n", "an anchor (&name)"),
    "many fields": (
        lambda: "fields:\n" + "".join(f"  f{n}: {{type: text}}\n" for n in range(50_000)),
        "more than 5,000 entries in one list or mapping",
    ),
    "a huge file": (lambda: "# note\n" * 14_300_000, "the file is longer than 4,000,000 bytes"),
    "a long line": (lambda: "label: " + "x" * 10_000_000, "the file is longer than 4,000,000 bytes"),
}
SETTINGS = {
    "deep": (lambda: "plugins: " + "[" * 10_000, "nested too deep"),
    "aliases": (
        lambda: (
            "a: &a [x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join(9 * [f'*a{n - 1}' if n else '*a'])}]\n" for n in range(30))
            + "plugins:\n- communique:\n    accept: *a29\n"
        ),
        "an entry has to be a mapping",
    ),
    "many lines": (lambda: "a: b\n" * 700_000, "longer than 400,000 characters"),
    "a huge file": (lambda: "a: b\n" * 20_000_000, "the file is longer than 4,000,000 bytes"),
}
SECONDS, BYTES = 30, 1_500_000_000


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.sample(5)
@pytest.mark.parametrize(
    ("name", "write", "said"),
    [
        *(pytest.param(RECORD, write, said, id=f"record: {key}") for key, (write, said) in RECORDS.items()),
        *(pytest.param(ARTICLE, write, said, id=f"article: {key}") for key, (write, said) in ARTICLES.items()),
        *(pytest.param(LEDGER, write, said, id=f"ledger: {key}") for key, (write, said) in LEDGERS.items()),
        *(pytest.param(OWN_SCHEMA, write, said, id=f"schema: {key}") for key, (write, said) in SCHEMAS.items()),
        *(pytest.param("mkdocs.yml", write, said, id=f"settings: {key}") for key, (write, said) in SETTINGS.items()),
    ],
)
def test_it_is_refused_in_bounded_time_and_memory(tmp_path: Path, name: str, write: Callable[[], str], said: str):
    for folder in (tmp_path / "content/articles", (tmp_path / name).parent):
        folder.mkdir(parents=True, exist_ok=True)
    front = FRONT if name == ARTICLE else ""
    (tmp_path / name).write_text(front + write(), "utf-8")
    command = [sys.executable, "-m", "generator", "check"]
    result = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        preexec_fn=limited,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr[-500:]
    assert said in result.stderr
    assert len(result.stderr) < 2_000_000
    assert "Traceback" not in result.stderr


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "line", ["[a]{person=b} ", "[a]{person=b}\n", "| [x]{person=y} |\n", "::: {topic=a}\nx\n:::\n"]
)
def test_annotations_take_time_in_proportion_up_to_as_many_as_an_article_may_have(line: str):
    size = scale(ANNOTATIONS // 40, ANNOTATIONS // 4)
    assert grows_in_proportion(lambda count: read_article(SourceText(ARTICLE, FRONT + line * count)), size)


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["con", "nul", "COM1", "A-b", "a..b", "é", "e\u0301", "a b", "a%2fb", "index"])
def test_names_that_climb_collide_or_are_reserved_make_no_id(tmp_path: Path, name: str):
    """Ids are of lower-case Latin letters alone, so that no two differ by case or by normalisation."""
    for path in (f"content/articles/{name}.md", f"content/records/persons/{name}.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(FRONT if path.endswith(".md") else "name: A\n", "utf-8")
    result = command(tmp_path, "check")
    assert result.returncode == 1
    assert result.stderr.count("[id-is-valid]") == 2
    assert "Traceback" not in result.stderr
    assert not [char for char in result.stderr if not char.isprintable() and char != "\n"]
