"""What is seldom asked for of a stored value stays packed until somebody asks."""

import pytest

from generator.facts.ledger import Ledger
from generator.facts.ledger_text import read_ledger
from generator.incremental.codec import decode, encode
from generator.records.model import Record
from generator.records.read import read_record
from generator.schema import read_schema
from generator.text.source import SourceText

KEY = b"key"
SCHEMA, _ = read_schema()
TEXT = "name: Talks\ndate: 2025-12-02\nparticipants:\n  - person: ann-roe\n    role: envoy\n"
LINES = '["record","5f0c2b7e91d4a386","1b9c70e2"]\n["format",3]\n["date","2025-12-02","machine"]\n'


def record() -> Record:
    kind = SCHEMA.kind("meeting")
    assert kind
    found, problems = read_record(SourceText("content/records/meetings/talks.yaml", TEXT), kind, "talks")
    assert not problems
    assert found
    return found


def again(value: Record) -> Record:
    found = decode(encode(value, KEY), KEY, Record)
    assert found
    return found


def test_the_tree_of_a_record_is_unpacked_when_it_is_asked_for():
    decoded = again(record())
    assert decoded.text("name") == "Talks"
    assert [*decoded.texts] == ["name", "date", "participants"]
    with pytest.raises(AttributeError):
        object.__getattribute__(decoded, "tree")
    assert decoded.tree == record().tree
    assert object.__getattribute__(decoded, "tree") is decoded.tree
    with pytest.raises(AttributeError):
        decoded.trees  # type: ignore[attr-defined] # noqa: B018 -- it must fail


def test_what_nobody_asked_for_is_stored_again():
    assert again(again(record())) == record()
    assert hash(again(again(record()))) == hash(record())


def test_the_lines_of_a_ledger_are_unpacked():
    ledger, problems = read_ledger(SourceText("content/facts/meetings/talks.jsonl", LINES))
    decoded = decode(encode(ledger, KEY), KEY, Ledger)
    assert not problems
    assert decoded == ledger
    assert decoded
    assert decoded.is_tidy
    assert [line.fact for line in decoded.lines] == [line.fact for line in ledger.lines]
