"""An independent validator: `check-jsonschema` reads the files as editors do, and accepts and refuses what we do."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from test_json_schema import BEYOND, IDS, KINDS, records

from generator.records.quoting import quote
from generator.records.read import read_record
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
COUNT = 600
PLURALS = {kind.plural: kind for kind in KINDS.values()}


def refused_by_validator(kind: str, files: list[Path]) -> set[str]:
    """The names of the files that the validator refuses, all looked at in one run."""
    schema = ROOT / f"schema/{kind}.json"
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", schema, *files]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return {Path(error["filename"]).name for error in (*told["errors"], *told.get("parse_errors", ()))}


def test_the_schemas_are_sound():
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *sorted(ROOT.glob("schema/*.json"))]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.sample(2)
@pytest.mark.parametrize("plural", PLURALS)
def test_it_accepts_the_shipped_records(plural: str):
    files = sorted(ROOT.glob(f"content/records/{plural}/*.yaml"))
    assert files
    assert refused_by_validator(PLURALS[plural].name, files) == set()


def in_blocks(tree: object, indent: str = "") -> str:
    """A tree as people and the machine write records: a line a field, no more quotes than needed."""
    if isinstance(tree, dict):
        return "".join(f"{indent}{quote(key)}:{_below(value, indent)}" for key, value in tree.items())
    return "".join(f"{indent}-{_below(value, indent)}" for value in tree)


def _below(value: object, indent: str) -> str:
    return f" {quote(value)}\n" if isinstance(value, str) else f"\n{in_blocks(value, indent + '  ')}"


def is_full(tree: object) -> bool:
    """Whether a tree has no empty list or mapping, for which blocks have no words."""
    if isinstance(tree, str):
        return True
    return bool(tree) and all(map(is_full, tree.values() if isinstance(tree, dict) else tree))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Records of sound and of unsound values by kind, each in quotes and, where that is possible, in blocks."""
    folder = tmp_path_factory.mktemp("records")
    trees = []

    @given(records())
    @settings(max_examples=COUNT, derandomize=True, database=None)
    def gather(record):
        trees.append(record)

    gather()
    found = defaultdict(list)
    for number, (kind, tree) in enumerate(trees):
        texts = [json.dumps(tree, ensure_ascii=False), *([in_blocks(tree)] if is_full(tree) else [])]
        for style, text in enumerate(texts):
            path = folder / f"{kind}-{number}-{style}.yaml"
            path.write_text(text, "utf-8")
            found[kind].append(path)
    return found


def verdicts(kind: str, path: Path) -> set[bool]:
    """Whether JSON Schema is to accept a record: as we do; either way where we see what it cannot say or read."""
    _, problems = read_record(SourceText(path.name, path.read_text("utf-8")), KINDS[kind], IDS.get(kind, "x"))
    if any(problem.rule.startswith("yaml-") for problem in problems):
        return {True, False}
    within = [p for p in problems if not any(re.search(pattern, p.message) for pattern in BEYOND)]
    return {not within} if within or not problems else {True, False}


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", KINDS)
def test_both_accept_and_refuse_the_same_files(generated: dict[str, list[Path]], kind: str):
    files = generated[kind]
    refused = refused_by_validator(kind, files)
    unlike = [path.read_text("utf-8") for path in files if (path.name not in refused) not in verdicts(kind, path)]
    assert unlike == []


def test_the_generated_records_are_good_and_bad_ones(generated: dict[str, list[Path]]):
    told = [verdicts(kind, path) for kind, files in generated.items() for path in files]
    assert len(told) > COUNT
    assert told.count({True}) > COUNT / 10
    assert told.count({False}) > COUNT / 10
