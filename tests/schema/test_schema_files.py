"""The JSON Schema files that records point their editors to: there, current, and of one mind with the records."""

import json
from pathlib import Path

import jsonschema
import pytest

from generator import pipeline
from generator.text import yaml_tree
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
RECORDS = sorted(ROOT.glob("content/records/*/*.yaml"))


def test_the_files_are_what_the_kinds_say():
    assert pipeline.schemas(ROOT) == ((), ())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_record_leads_to_a_schema_that_accepts_it(path: Path):
    text = path.read_text("utf-8")
    address = text.splitlines()[0].partition("$schema=")[2]
    schema = json.loads((path.parent / address).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    tree, _ = yaml_tree.read(SourceText(path.name, text))
    assert tree is not None
    jsonschema.validate(yaml_tree.plain(tree), schema)
