"""Records: what a file may say, and how each mistake is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.problem import as_text
from generator.records.model import record_facts
from generator.records.read import read_record
from generator.schema import read_schema
from generator.schema.model import Ref
from generator.text.source import SourceText

SCHEMA, _ = read_schema()
MEETING = """\
# a comment
name: Kremlin talks on the U.S.-backed peace plan
date: 2025-12-02
place: kremlin
status: held            # planned | held | cancelled | denied
sides: [us, ru]
participants:
  - person: steve-westoff
    for: us
    role: special envoy
  - person: vladimir-marin
accounts:
  - by: donald-frost
    says: reasonably good
    on: 2025-12-03
names:
  - lang: uk
    name: Переговори в Кремлі
links: [https://example.org/talks]
previous_ids: [2025-12-02-kremlin]
sources:
  status: bloomberg-2025-12-04
  place: https://example.org/talks 2025-12-04
rejected:
  - field: place
    value: red-square
    reason: The report says only the Kremlin.
"""


def read(text, kind="meeting", record_id="2025-12-02-munich"):
    return read_record(SourceText("x.yaml", text), SCHEMA.kind(kind), record_id)


def problems_of(text, kind="meeting", record_id="2025-12-02-munich"):
    record, problems = read(text, kind, record_id)
    assert record is None
    return problems


def told(text, **more):
    (problem,) = problems_of(text, **more)
    span = problem.span
    return problem.rule, (span.line, span.column), span.text, problem.message, problem.hint


def test_a_sound_record_is_read_with_all_its_facts():
    record, problems = read(MEETING)
    assert problems == ()
    assert (record.ref, record.text("status")) == (Ref("meeting", "2025-12-02-munich"), "held")
    values = [fact.value for fact in record_facts(record, SCHEMA.kind("meeting"))]
    assert {"2025-12-02", "us", "ru", "special envoy", "2025-12-03"} <= set(values)


@pytest.mark.parametrize(
    ("text", "kind", "record_id"),
    [
        ("name: Norway\n", "country", "no"),
        ("name: Union of Soviet Socialist Republics\n", "country", "suhh"),
        ("name: 1984\nborn: 1994~\n", "person", "yes"),
        ("id: steve-westoff\nname: Steve Westoff\n", "person", "steve-westoff"),
        ("name: Moscow\ncoordinates: 55.752, 37.617\n", "place", "moscow"),
        ("name: x\ndate: 2025\nsides: []\n", "meeting", "47"),
    ],
)
def test_words_are_what_they_look_like(text, kind, record_id):
    record, problems = read(text, kind, record_id)
    assert (record.ref, problems) == (Ref(kind, record_id), ())


HEAD = "name: x\ndate: 2025-12-02\n"
# What follows a sound head; below a mistaken line a caret, the rule, the cause, and the remedy.
MISTAKES = r"""
particpants: []
^^^^^^^^^^^ field-is-known: meeting has no field `particpants`
= did you mean `participants`?

status: planed
        ^^^^^^ choice-is-known: `planed` is not a known status
        = did you mean `planned`?

status: over
        ^^^^ choice-is-known: `over` is not a known status
        = write one of announced, planned, postponed, held, cancelled, denied

sides: us
       ^^ field-is-list: `sides` takes a list
       = write `sides: [us]`

place: [kremlin]
       ^^^^^^^^^ field-is-single: `place` takes a single value
       = write `place: kremlin`

place: {id: kremlin}
       ^^^^^^^^^^^^^ field-is-single: `place` takes a single value
       = write `place: …`

sides: [us, [ru]]
            ^^^^ field-is-single: an item of `sides` is a single value
            = write `- ru`

sides: [us, ru, us]
                ^^ item-is-unique: `us` is given twice
                = keep one; the other is on line 3

place: The Kremlin
       ^^^^^^^^^^^ reference-is-valid: `The Kremlin` is not a valid id
       = write `the-kremlin`

place: red_square
          ^^^^^^^ reference-is-valid: `red_square` is not a valid id
          = write `red-square`

links: ['https://e.org/a b']
                        ^^ url-is-valid: U+0020 in a URL
                        = delete it, or write %20

links: ["https://e.org/\u00e9 b"]
                             ^^ url-is-valid: U+0020 in a URL
                             = delete it, or write %20

duration: ''
           ^ text-is-valid: an empty text
           = write the text, or delete the line

id: kremlin
    ^^^^^^^ id-is-file-name: the id `kremlin` differs from the file name
    = delete the line, or write `id: 2025-12-02-munich`

sources:
  palce: a
  ^^^^^ field-is-known: the record has no field `palce`
  = did you mean `place`?

sources:
  place: https://e.org
                      ^ source-is-valid: a URL without its date
                      = add the date: https://example.org/page 2025-12-04

sources: x
         ^ item-is-mapping: `sources` takes a mapping
         = write below it: `name: …`

participants: [steve-westoff]
               ^^^^^^^^^^^^^ item-is-mapping: an item of `participants` is a mapping
               = write `- person: steve-westoff`

participants: {person: x}
              ^^^^^^^^^^^ field-is-list: `participants` takes a list
              = write each item below it: `- person: …`

participants:
  - for: us
    ^ field-is-present: item of participants without person
    = add `person: …`. The person who took part.

participants:
  - person: x
    rol: y
    ^^^ field-is-known: item of participants has no field `rol`
    = did you mean `role`?

participants:
  - person: x
  - person: x
            ^ item-is-unique: `x` is given twice
            = keep one; the other is on line 4
    for: us

participants:
  - person: x
    capacity: leed
              ^^^^ choice-is-known: `leed` is not a known capacity
              = did you mean `lead`?

accounts:
  - by: x
    says: y
    on: 2025-02-30
                ^^ date-is-valid: 2025-02-30 does not exist
                = 2025-02 has 28 days

names:
  - lang: UK
          ^^ language-is-valid: `UK` is not a language tag
          = write `uk`
    name: y

previous_ids: [con]
               ^^^ id-is-valid: `con` is reserved for a Windows device
               = add a word to the id
"""
TOLD = re.compile(r"^( *)(\^+) ([a-z-]+): (.+)\n *= (.+)\n?", re.MULTILINE)


@pytest.mark.parametrize("block", MISTAKES.strip().split("\n\n"))
def test_a_mistake_is_told_in_its_place_with_its_remedy(block):
    expected = TOLD.search(block)
    (problem,) = problems_of(f"{HEAD}{TOLD.sub('', block)}\n")
    span = problem.span
    assert (problem.rule, problem.message, problem.hint) == expected.group(3, 4, 5)
    assert span.line == 2 + block.count("\n", 0, expected.start())
    assert (span.column, max(len(span.text), 1)) == (len(expected[1]) + 1, len(expected[2]))


def test_a_missing_field_is_told_at_the_start_of_the_record():
    rule, place, _, message, hint = told("# talks\nname: x\n")
    assert (rule, place, message) == ("field-is-present", (2, 1), "meeting without date")
    assert hint == "add `date: …`. The day or days of the meeting."


def test_an_empty_file_lacks_what_a_record_must_have():
    assert [p.message for p in problems_of("")] == ["meeting without name", "meeting without date"]


@pytest.mark.parametrize(
    ("kind", "record_id", "rule"),
    [
        ("person", "Steve Westoff", "id-is-valid"),
        ("person", "nul", "id-is-valid"),
        ("person", "x" * 121, "id-is-valid"),
        ("country", "uk", "country-is-valid"),
        ("country", "ukraine", "country-is-valid"),
    ],
)
def test_the_files_name_is_an_id_of_its_kind(kind, record_id, rule):
    found_rule, place, _, message, hint = told("name: x\n", kind=kind, record_id=record_id)
    assert (found_rule, place) == (rule, (1, 1))
    assert message.startswith("the file name must be an id: ")
    assert hint.startswith("rename the file; ")


def test_all_mistakes_of_a_file_are_with_system_observer():
    text = "nam: x\ndate: soon\nstatus: over\nparticipants:\n  - person: A B\n  - rol: x\n"
    assert [p.rule for p in problems_of(text)] == [
        *("field-is-known", "date-is-valid", "choice-is-known", "reference-is-valid"),
        *("field-is-known", "field-is-present"),
    ]


def test_a_file_that_is_no_yaml_is_told_by_the_reader_of_yaml():
    assert told("name: a: b\n")[:2] == ("yaml-is-valid", (1, 8))


def test_a_problem_reads_well():
    (problem,) = problems_of(f"{HEAD}place: red_square\n")
    assert as_text(problem) == (
        "x.yaml:3:11: error: `red_square` is not a valid id [reference-is-valid]\n"
        " 3 | place: red_square\n"
        "   |           ^^^^^^^\n"
        "   = write `red-square`"
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            "at: {type: dat}",
            "field `at` has the unknown type `dat`; choose one of authority, choice, coordinates, country, date, ",
        ),
        ("at: {label: At}", "field `at` has the unknown type ``; choose one of authority, choice, "),
        ("at: {type: group, many: true, fields: {x: {type: y}}}", "field `x` has the unknown type `y`; choose one of "),
    ],
)
def test_a_sites_own_kind_with_a_type_that_no_value_has_is_told_when_the_schema_is_read(fields, message):
    _, (problem,) = read_schema([SourceText("schema/vote.yaml", f"fields:\n  {fields}\n")])
    assert (problem.rule, problem.message[: len(message)]) == ("schema-is-valid", message)


def test_a_group_without_fields_is_no_reason_to_fail():
    schema, _ = read_schema([SourceText("schema/vote.yaml", "fields:\n  ballots: {type: group, many: true}\n")])
    _, problems = read_record(SourceText("x.yaml", "name: x\nballots: [x, {y: z}]\n"), schema.kind("vote"), "x")
    assert [p.rule for p in problems] == ["item-is-mapping", "field-is-known"]


words = st.text(st.sampled_from("abz09-é'\"[]{}:, \n#"), max_size=12)
names = st.sampled_from([field.name for field in SCHEMA.kind("meeting").fields]) | words


@given(st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4)))
def test_no_tree_raises(value):
    def flow(node):
        if isinstance(node, str):
            return "'" + re.sub(r"\s", " ", node).replace("'", "''") + "'"
        if isinstance(node, list):
            return "[" + ", ".join(map(flow, node)) + "]"
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in node.items()) + "}"

    record, problems = read(flow(value))
    assert (record is None) == bool(problems)


def test_the_records_that_we_ship_are_sound():
    plurals = {kind.plural: kind for kind in SCHEMA.kinds}
    for path in sorted(Path(__file__).parents[2].glob("content/records/*/*.yaml")):
        _, problems = read_record(SourceText(path.name, path.read_text("utf-8")), plurals[path.parent.name], path.stem)
        assert problems == ()
