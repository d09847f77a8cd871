"""What `communique new` writes is sound at once, and stays so as its remarks are filled in."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.project.scaffold import ScaffoldValues, create
from generator.records.read import read_record
from generator.schema import json_schema, read_schema
from generator.text import yaml_tree
from generator.text.source import SourceText

SCHEMA, _ = read_schema()
IDS = {"country": "ua", "meeting": "2025-12-06-geneva"}
SHORT = {
    "reference": "x",
    "date": "2025",
    "coordinates": "0, 0",
    "url": "https://e.org",
    "language": "uk",
    "source": "x",
    "number": "2",
    "authority": "wikidata:Q42",
}


def written(root: Path, kind: str, known: ScaffoldValues = ScaffoldValues()) -> tuple[str, str]:  # noqa: B008 -- a frozen value
    """A new thing's id and text."""
    id_ = IDS.get(kind, "first-of-its-kind")
    change, problems = create(root, kind, id_, known)
    assert not any(problem.severity == "error" for problem in problems)
    assert change
    return id_, change.new or ""


def filled(text: str, kind) -> str:
    """A record with all its remarks made fields, each with a sound value."""
    lines = []
    for line in re.sub(r"^# (?= *(?:- )?[a-z_]+:)", "", text, flags=re.MULTILINE).splitlines():
        name = re.match(r"(?: *- *| *)([a-z_]+): (?:…|\[…\])", line)
        lines.append(line.replace("…", _sound(kind, line, name[1])) if name else line)
    return "\n".join(lines) + "\n"


def _sound(kind, line: str, name: str) -> str:
    groups = [field for field in kind.fields if field.fields]
    fields = [part for group in groups for part in group.fields] if line.startswith(" ") else kind.fields
    field = next(
        field for field in fields if field.name == name and (not field.choices or field.choices[0].value in line)
    )
    return json.dumps(field.choices[0].value if field.choices else SHORT.get(field.type, "words"))


@pytest.mark.parametrize("kind", SCHEMA.kinds, ids=lambda kind: kind.name)
def test_a_record_is_sound_to_the_reader_and_to_json_schema(tmp_path: Path, kind):
    id_, text = written(tmp_path, kind.name, ScaffoldValues(source="https://example.org/a 2025-12-07"))
    record, problems = read_record(SourceText(f"{id_}.yaml", text), kind, id_)
    assert problems == ()
    Draft202012Validator(json_schema(SCHEMA, kind)).validate(yaml_tree.plain(record.tree))


@pytest.mark.parametrize("kind", SCHEMA.kinds, ids=lambda kind: kind.name)
def test_a_record_is_sound_with_every_remark_filled_in(tmp_path: Path, kind):
    id_, text = written(tmp_path, kind.name)
    whole = filled(text, kind)
    record, problems = read_record(SourceText(f"{id_}.yaml", whole), kind, id_)
    assert problems == ()
    given = {name.value for name, _ in record.tree.entries}
    kept = {"previous_ids", "sources", "rejected", "accepted"}
    assert given == {field.name for field in kind.fields if not field.statement} - kept


def test_names_that_yaml_would_bend_are_quoted(tmp_path: Path):
    for name in ("NO", "1984", "Talks: day one", "it's", '"x"', "- x", "# x"):
        id_, text = written(tmp_path, "topic", ScaffoldValues(name=name))
        record, _ = read_record(SourceText("x.yaml", text), SCHEMA.kind("topic"), id_)
        assert record.text("name") == name
