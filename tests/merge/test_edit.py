"""One fact into a text or out of it: the text before, the text after."""

import pytest
from worlds import facts_of

from generator.facts.model import Slot
from generator.records.edit import Draft, drop, open_draft, put
from generator.records.splice import Refused
from generator.schema.read import read_schema

MEETING = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
US, RU = (Slot("sides"), "us"), (Slot("sides"), "ru")
NAME, DATE, PLACE = (Slot("name"), "Talks"), (Slot("date"), "2025-12-02"), (Slot("place"), "kremlin")
ANNA, BORIS = (Slot("participants", ("anna",)), ""), (Slot("participants", ("boris",)), "")
ROLE, FOR = (ANNA[0]._replace(part="role"), "envoy"), (ANNA[0]._replace(part="for"), "us")


def edited(change, text, *facts):
    draft = open_draft(text)
    for fact in facts:
        assert isinstance(draft, Draft), draft
        draft = change(draft, fact, MEETING)
    return draft.text if isinstance(draft, Draft) else draft


PUT = {
    "in an empty file": ("", [NAME], "name: Talks\n"),
    "in a file of comments": ("# a\n", [NAME], "# a\nname: Talks\n"),
    "between the marks of a document": ("---\n# a\n...\n", [NAME], "---\n# a\nname: Talks\n...\n"),
    "in the schema's order": (
        "name: A\nsides: [us]\n",
        [PLACE, DATE],
        "name: A\ndate: 2025-12-02\nplace: kremlin\nsides: [us]\n",
    ),
    "behind the nearest field of a person's own order": (
        "sides: [us]\nplace: kremlin\nname: A\n",
        [DATE],
        "sides: [us]\nplace: kremlin\nname: A\ndate: 2025-12-02\n",
    ),
    "first, below the remark that opens the file": ("# file\nplace: a\n", [NAME], "# file\nname: Talks\nplace: a\n"),
    "first, above the remark on the next field": (
        "# file\n\n# where\nplace: a\n",
        [NAME],
        "# file\n\nname: Talks\n# where\nplace: a\n",
    ),
    "behind a byte order mark": ("\ufeffplace: a\n", [NAME], "\ufeffname: Talks\nplace: a\n"),
    "with the file's line endings": ("name: A\r\n", [DATE, US], "name: A\r\ndate: 2025-12-02\r\nsides:\r\n  - us\r\n"),
    "without a last line ending": ("name: A", [DATE], "name: A\ndate: 2025-12-02"),
    "behind a block of text and before a blank line": (
        "name: |-\n  A\n\nplace: a\n",
        [DATE],
        "name: |-\n  A\ndate: 2025-12-02\n\nplace: a\n",
    ),
    "behind a text over several lines": (
        "name: A\n  B\nplace: a\n",
        [DATE],
        "name: A\n  B\ndate: 2025-12-02\nplace: a\n",
    ),
    "in the place of a value, in its quotes": ("name: 'A' # a\n", [NAME], "name: 'Talks' # a\n"),
    "in the place of a value that needed its quotes": ("name: 'no'\n", [NAME], "name: Talks\n"),
    "in the place of a block of text": (
        "name: > # a\n  A\n  B\n\nplace: a\n",
        [NAME],
        "name: Talks  # a\n\nplace: a\n",
    ),
    "in the place of a value on the next line": ("name:\n  A\n", [NAME], "name:\n  Talks\n"),
    "in a list, in its order": ("sides:\n  - eu\n  - us\n", [RU], "sides:\n  - eu\n  - ru\n  - us\n"),
    "in a list with its indentation": ("sides:\n- us # a\n- zz\n", [RU], "sides:\n- ru\n- us # a\n- zz\n"),
    "in a list, wide": ("sides:\n    -   us\n", [RU], "sides:\n    -   ru\n    -   us\n"),
    "first in a list, above the remark on the first": (
        "sides:\n  # a\n  - us\n",
        [RU],
        "sides:\n  - ru\n  # a\n  - us\n",
    ),
    "in brackets": ("sides: [eu, us]\n", [RU], "sides: [eu, ru, us]\n"),
    "in empty brackets": ("sides: []\n", [RU], "sides: [ru]\n"),
    "in brackets over lines": ("sides: [\n  eu,  # a\n]\n", [RU], "sides: [\n  eu, ru,  # a\n]\n"),
    "as the other lists stand": (
        "sides:\n- us\n",
        [ANNA, FOR],
        "sides:\n- us\nparticipants:\n- person: anna\n  for: us\n",
    ),
    "an item among items": (
        "participants:\n  - person: anna\n    role: envoy # a\n  - person: carla\n",
        [BORIS],
        "participants:\n  - person: anna\n    role: envoy # a\n  - person: boris\n  - person: carla\n",
    ),
    "an item among items in braces": (
        "participants:\n  - {person: anna}\n",
        [BORIS],
        "participants:\n  - {person: anna}\n  - {person: boris}\n",
    ),
    "a field of an item": (
        "participants:\n  - person: anna # a\n    role: x\n",
        [FOR],
        "participants:\n  - person: anna # a\n    for: us\n    role: x\n",
    ),
    "a field of an item in braces": (
        "participants: [{person: anna, role: x}]\n",
        [FOR],
        "participants: [{person: anna, for: us, role: x}]\n",
    ),
    "a field of an item in the person's order": (
        "participants:\n  - role: x\n    person: anna\n",
        [FOR],
        "participants:\n  - role: x\n    person: anna\n    for: us\n",
    ),
    "another field of an item": (
        "participants:\n  - {person: anna, role: 'x'}\n",
        [ROLE],
        "participants:\n  - {person: anna, role: 'envoy'}\n",
    ),
    "in a record in braces": (
        "{name: A}\n",
        [DATE, US, ANNA],
        "{name: A, date: 2025-12-02, sides: [us], participants: [{person: anna}]}\n",
    ),
}

DROP = {
    "a field": ("name: A\ndate: 2025-12-02\n\nplace: a\n", [DATE], "name: A\n\nplace: a\n"),
    "the last line, which has no ending": ("name: A\ndate: 2025-12-02", [DATE], "name: A\n"),
    "a field with a remark": ("name: A\n# on it\ndate: 2025-12-02  # a # b\n", [DATE], "name: A\n# on it\n# a # b\n"),
    "a block of text": ("name: | # a\n  A\n  # no remark\n\ndate: x\n", [NAME], "# a\n\ndate: x\n"),
    "a value of a list": ("sides:\n  - ru\n  - us # a\n  # b\n", [US], "sides:\n  - ru\n  # a\n  # b\n"),
    "the only value of a list": ("sides: # a\n  # b\n  - us # c\nname: A\n", [US], "# a\n  # b\n# c\nname: A\n"),
    "a value in brackets": ("sides: [us, ru, no]\n", [RU], "sides: [us, no]\n"),
    "the last value in brackets": ("sides: [us, ru]\n", [RU], "sides: [us]\n"),
    "the only value in brackets": ("name: A\nsides: [us]\n", [US], "name: A\n"),
    "an item": (
        "participants:\n  # on her\n  - person: anna\n    role: x\n  # on him\n  - person: boris\n",
        [ANNA],
        "participants:\n  # on her\n  # on him\n  - person: boris\n",
    ),
    "an item in braces": (
        "participants: [{person: anna, role: x}, {person: boris}]\n",
        [ANNA],
        "participants: [{person: boris}]\n",
    ),
    "a field of an item": (
        "participants:\n  - person: anna\n    role: x # a\n",
        [ROLE],
        "participants:\n  - person: anna\n    # a\n",
    ),
    "a field beside the dash": (
        "participants:\n  - role: x\n    person: anna\n",
        [ROLE],
        "participants:\n  - person: anna\n",
    ),
    "a field beside the dash, with a remark": (
        "participants:\n  - role: x # a\n    person: anna\n",
        [ROLE],
        "participants:\n  - # a\n    person: anna\n",
    ),
    "a field of an item in braces": (
        "participants: [{person: anna, role: x}]\n",
        [ROLE],
        "participants: [{person: anna}]\n",
    ),
    "a field of a record in braces": ("{name: A, date: x}\n", [NAME], "{date: x}\n"),
    "a line with another line ending": ("name: A\r\ndate: x # a\r\n", [DATE], "name: A\r\n# a\r\n"),
}

REFUSED = {
    "a list where a text should be": (put, "name: [A]\n", NAME),
    "a text where a list should be": (put, "sides: us\n", RU),
    "a value that stands twice": (drop, "sides:\n  - us\n  - us\n", US),
    "an item that stands twice": (put, "participants:\n  - person: anna\n  - person: anna\n", ROLE),
    "an item that is not there": (put, "name: A\n", ROLE),
    "a value that is not there": (drop, "sides:\n  - ru\n", US),
    "a field that is not there": (drop, "name: A\n", DATE),
    "a field that the schema lacks": (put, "name: A\n", (Slot("colour"), "red")),
    "a remark inside brackets": (drop, "sides: [\n  us,  # a\n  ru]\n", US),
    "a block of text without its last line ending": (put, "name: |\n  A", DATE),
    "an explicit key": (drop, "? name\n: A\n", NAME),
}


@pytest.mark.parametrize(("text", "facts", "expected"), PUT.values(), ids=PUT)
def test_put(text, facts, expected):
    assert edited(put, text, *facts) == expected


@pytest.mark.parametrize(("text", "facts", "expected"), DROP.values(), ids=DROP)
def test_drop(text, facts, expected):
    assert edited(drop, text, *facts) == expected


@pytest.mark.parametrize(("change", "text", "fact"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_safe_place_is_refused(change, text, fact):
    refusal = edited(change, text, fact)
    assert isinstance(refusal, Refused)
    assert refusal.reason


def test_a_text_that_does_not_read_is_refused():
    assert isinstance(open_draft("name: [\n"), Refused)


@pytest.mark.parametrize(("facts", "text"), [(facts, text) for _, facts, text in PUT.values()], ids=PUT)
def test_what_was_put_can_be_dropped(facts, text):
    draft = open_draft(text)
    for fact in reversed(facts):
        draft = drop(draft, fact, MEETING)
        assert isinstance(draft, Draft), fact
    assert facts_of(draft.text).isdisjoint(facts)
