"""Set or remove one fact: the text before and after."""

import pytest
from worlds import facts_of

from generator.facts.model import Slot
from generator.records.edit import remove_fact, set_fact
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.schema.read import read_schema

MEETING = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
US, RU = (Slot("sides"), "us"), (Slot("sides"), "ru")
NAME, DATE, PLACE = (Slot("name"), "Talks"), (Slot("date"), "2025-12-02"), (Slot("place"), "kremlin")
ANNA, BORIS = (Slot("participants", ("anna",)), ""), (Slot("participants", ("boris",)), "")
SAID = (Slot("accounts", ("anna", "Long, but good", "", "")), "")
COMMA, HASH = (Slot("name"), "A, B"), (Slot("topics"), "c # d")
ROLE, FOR = (ANNA[0]._replace(part="role"), "envoy"), (ANNA[0]._replace(part="for"), "us")


def edited(change, text, *facts):
    document = YamlDocument.parse(text)
    for fact in facts:
        document = change(document, fact, MEETING)
    return document.text


SET = {
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
    "first, below the comment that opens the file": ("# file\nplace: a\n", [NAME], "# file\nname: Talks\nplace: a\n"),
    "first, above the comment on the next field": (
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
    "first in a list, above the comment on the first": (
        "sides:\n  # a\n  - us\n",
        [RU],
        "sides:\n  - ru\n  # a\n  - us\n",
    ),
    "in brackets": ("sides: [eu, us]\n", [RU], "sides: [eu, ru, us]\n"),
    "in empty brackets": ("sides: []\n", [RU], "sides: [ru]\n"),
    "in brackets over lines": ("sides: [\n  eu,  # a\n]\n", [RU], "sides: [\n  eu, ru,  # a\n]\n"),
    "like the other lists": (
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
    "a field of the second item": (
        "participants:\n  - person: boris\n  - person: anna\n",
        [FOR],
        "participants:\n  - person: boris\n  - person: anna\n    for: us\n",
    ),
    "a field that the schema lacks, behind all others": (
        "participants:\n  - person: anna\n    source: a\n    x: y\n",
        [(ANNA[0]._replace(part="zeal"), "much")],
        "participants:\n  - person: anna\n    source: a\n    zeal: much\n    x: y\n",
    ),
    "a new list in the schema's order": (
        "name: A\nparticipants:\n  - person: anna\n",
        [US],
        "name: A\nsides:\n  - us\nparticipants:\n  - person: anna\n",
    ),
    "before a first field of several lines": (
        "sides:\n  - ru\n  - us\n",
        [NAME],
        "name: Talks\nsides:\n  - ru\n  - us\n",
    ),
    "below a blank first line": ("\nname: A\n", [DATE], "\nname: A\ndate: 2025-12-02\n"),
    "with the line endings of an old machine": ("name: A\rplace: a\r", [DATE], "name: A\rdate: 2025-12-02\rplace: a\r"),
    "above the comments on the next field, with the file's line endings": (
        "# file\r\n\r\n# where\r\n# and who\r\nplace: a\r\n",
        [NAME],
        "# file\r\n\r\nname: Talks\r\n# where\r\n# and who\r\nplace: a\r\n",
    ),
    "below all comments that open the file": (
        "\ufeff# a\n  # b\nplace: a\n",
        [NAME],
        "\ufeff# a\n  # b\nname: Talks\nplace: a\n",
    ),
    "above a comment below a blank first line": ("\n# a\nplace: a\n", [NAME], "\nname: Talks\n# a\nplace: a\n"),
    "before the dots, not in a comment": ("---\n# a...\n...\n", [NAME], "---\n# a...\nname: Talks\n...\n"),
    "before the dots, with the line endings of an old machine": ("---\r...\r", [NAME], "---\rname: Talks\r...\r"),
    "in an indented record": (
        "  sides:\n    - us\n",
        [ANNA],
        "  sides:\n    - us\n  participants:\n    - person: anna\n",
    ),
    "behind an item that ends with a block of text": (
        "participants:\n  - person: anna\n    role: |-\n      a\n\nx: y\n",
        [SAID, BORIS],
        (
            "participants:\n  - person: anna\n    role: |-\n      a\n  - person: boris\n"
            "accounts:\n  - by: anna\n    says: Long, but good\n\nx: y\n"
        ),
    ),
    "in a list behind a block of text": (
        "sides:\n  - |-\n    eu\n\n  - zz\n",
        [RU],
        "sides:\n  - |-\n    eu\n  - ru\n\n  - zz\n",
    ),
    "in a list behind a value below its dash": (
        "sides:\n  - # a\n    eu\n  - # b\n    # c\n    us\n",
        [RU],
        "sides:\n  - # a\n    eu\n  - ru\n  - # b\n    # c\n    us\n",
    ),
    "an item behind one below its dash": (
        "participants:\n  -\n    person: anna\n",
        [BORIS],
        "participants:\n  -\n    person: anna\n  - person: boris\n",
    ),
    "an item among items with other keys left out": (
        "accounts:\n  - says: Long\n  - by: zoe\n    says: Short\n",
        [SAID],
        "accounts:\n  - says: Long\n  - by: anna\n    says: Long, but good\n  - by: zoe\n    says: Short\n",
    ),
    "an item without an optional key, before its like": (
        "statements:\n  - says: Never\n    on: 2025-12-02\n",
        [(Slot("statements", ("Never", "", "", "")), "")],
        "statements:\n  - says: Never\n  - says: Never\n    on: 2025-12-02\n",
    ),
    "in empty braces": ("{}\n", [NAME], "{name: Talks}\n"),
    "a comma in braces": ("{date: x, place: y}\n", [COMMA], "{name: 'A, B', date: x, place: y}\n"),
    "a comma in the place of a value in braces": ("{name: x}\n", [COMMA], "{name: 'A, B'}\n"),
    "in braces, in the place of a value that needed its quotes": ("{name: 'A, B'}\n", [NAME], "{name: Talks}\n"),
    "a comma in brackets": ("sides: [us]\n", [(Slot("sides"), "a, b")], "sides: ['a, b', us]\n"),
    "an item with a comma in braces": (
        "{name: A}\n",
        [SAID],
        "{name: A, accounts: [{by: anna, says: 'Long, but good'}]}\n",
    ),
    "in the place of a value, in its double quotes": ('name: "A" # a\n', [NAME], 'name: "Talks" # a\n'),
    "in the place of a block of text, literally": ("name: |  # a\n  A\n", [NAME], "name: Talks  # a\n"),
    "first in wide braces": ("{ date: x }\n", [NAME], "{ name: Talks, date: x }\n"),
    "below both comments that open the file": ("# a\n# b\nplace: a\n", [NAME], "# a\n# b\nname: Talks\nplace: a\n"),
    "in a record in braces": (
        "{name: A}\n",
        [DATE, US, ANNA],
        "{name: A, date: 2025-12-02, sides: [us], participants: [{person: anna}]}\n",
    ),
}

REMOVE = {
    "a field": ("name: A\ndate: 2025-12-02\n\nplace: a\n", [DATE], "name: A\n\nplace: a\n"),
    "the last line, which has no ending": ("name: A\ndate: 2025-12-02", [DATE], "name: A\n"),
    "a field with a comment": ("name: A\n# on it\ndate: 2025-12-02  # a # b\n", [DATE], "name: A\n# on it\n# a # b\n"),
    "a block of text": ("name: | # a\n  A\n  # no comment\n\ndate: x\n", [NAME], "# a\n\ndate: x\n"),
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
    "a field beside the dash, with a comment": (
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
    "a field with a comment on the last line, which has no ending": ("name: A\ndate: x # a", [DATE], "name: A\n# a\n"),
    "a field above a comment": ("name: A\ndate: x\n# b\nplace: a\n", [DATE], "name: A\n# b\nplace: a\n"),
    "a folded block of text with a comment": ("name: > # a\n  A\ndate: x\n", [NAME], "# a\ndate: x\n"),
    "a value with a hash": ("topics:\n  - 'c # d'\n  - e\n", [HASH], "topics:\n  - e\n"),
    "a value beside one with a hash": ("topics:\n  - 'a # b' # c\n  - 'c # d'\n", [HASH], "topics:\n  - 'a # b' # c\n"),
    "a value below its dash": ("sides:\n  - # a\n    us\n  - ru\n", [US], "sides:\n  # a\n  - ru\n"),
    "a block of text in a list": ("sides:\n  - |-\n    us\n\n  - ru\n", [US], "sides:\n\n  - ru\n"),
    "a field beside the dash, before others": (
        "participants:\n  - role: x\n    person: anna\n    for: us\n",
        [ROLE],
        "participants:\n  - person: anna\n    for: us\n",
    ),
    "a block of text beside the dash": (
        "participants:\n  - role: |\n      x\n    person: anna\n",
        [ROLE],
        "participants:\n  - person: anna\n",
    ),
    "a field with a hash and a comment beside the dash": (
        "participants:\n  - role: 'x # y' # a\n    person: anna\n",
        [ROLE],
        "participants:\n  - # a\n    person: anna\n",
    ),
    "a field beside the dash, above a comment": (
        "participants:\n  - role: x\n    # a\n    # b\n    person: anna\n",
        [ROLE],
        "participants:\n  - # a\n    # b\n    person: anna\n",
    ),
    "a line with another line ending": ("name: A\r\ndate: x # a\r\n", [DATE], "name: A\r\n# a\r\n"),
}

SHAPE, TWICE = "the record holds something else there than the schema says", "the record holds it twice"
NO_PLACE = "the lines around it are written in a way that leaves no safe place"
UNUSUAL, LOST = "the list is written in an unusual way", "a comment would be lost"
LACKING, COLOUR = "the record has no such", (Slot("colour"), "red")
NO_ONES_ROLE = (Slot("participants", ("",), "role"), "x")

REJECTED = {
    "a list where a text should be": (set_fact, "name: [A]\n", NAME, SHAPE),
    "a text where a list should be": (set_fact, "sides: us\n", RU, SHAPE),
    "a text where a list should be, to shorten": (remove_fact, "sides: us\n", US, SHAPE),
    "a text where an item should be": (
        remove_fact,
        "participants:\n  - anna\n  - person: boris\n",
        ANNA,
        f"{LACKING} value",
    ),
    "a value that occurs twice": (remove_fact, "sides:\n  - us\n  - us\n", US, TWICE),
    "an item that occurs twice": (set_fact, "participants:\n  - person: anna\n  - person: anna\n", ROLE, TWICE),
    "an item that is not there": (set_fact, "name: A\n", ROLE, f"{LACKING} item"),
    "a value that is not there": (remove_fact, "sides:\n  - ru\n", US, f"{LACKING} value"),
    "a field that is not there": (remove_fact, "name: A\n", DATE, f"{LACKING} field"),
    "a field that the schema lacks": (set_fact, "name: A\n", COLOUR, "the schema has no field `colour`"),
    "a field that the schema lacks, to remove": (
        remove_fact,
        "colour: red\n",
        COLOUR,
        "the schema has no field `colour`",
    ),
    "a comment inside brackets": (remove_fact, "sides: [\n  us,  # a\n  ru]\n", US, LOST),
    "a block of text without its last line ending": (set_fact, "name: |\n  A", DATE, NO_PLACE),
    "an explicit key": (remove_fact, "? name\n: A\n", NAME, "nothing would be left behind the dash"),
    "the only field of an item": (
        remove_fact,
        "participants:\n  - role: x\n",
        NO_ONES_ROLE,
        "nothing would be left behind the dash",
    ),
    "a list behind a colon of its own": (set_fact, "? sides\n: - us\n  - zz\n", RU, UNUSUAL),
    "a list behind a colon of its own, to shorten": (remove_fact, "? sides\n: - us\n  - zz\n", US, UNUSUAL),
}

WITH_COMMENT = {
    "none": ("- person: anna\n    role: x\n", False),
    "behind its dash": ("- # a\n    person: anna\n", True),
    "below its dash": ("-\n    # a\n    person: anna\n", True),
    "on its last line": ("- person: anna\n    role: x # a\n", True),
    "at the head of its last text": ("- person: anna\n    role: | # a\n      x\n", True),
    "above it": ("# a\n  - person: anna\n", False),
    "below it": ("- person: anna\n    # a\n", False),
    "a hash in a value": ("- person: anna\n    role: 'x # y'\n", False),
    "in the next item": ("- person: anna\n  - person: boris # a\n", False),
    "behind it, in brackets": ("[{person: anna}] # a\n", True),
    "before it, in brackets": ("[ # a\n    {person: anna}]\n", False),
}


@pytest.mark.parametrize(("text", "facts", "expected"), SET.values(), ids=SET)
def test_set(text, facts, expected):
    assert edited(set_fact, text, *facts) == expected


@pytest.mark.parametrize(("text", "facts", "expected"), REMOVE.values(), ids=REMOVE)
def test_remove(text, facts, expected):
    assert edited(remove_fact, text, *facts) == expected


@pytest.mark.parametrize(("change", "text", "fact", "reason"), REJECTED.values(), ids=REJECTED)
def test_an_edit_that_is_not_safe_is_rejected_with_a_reason(change, text, fact, reason):
    with pytest.raises(EditRejectedError) as rejected:
        edited(change, text, fact)
    assert rejected.value.reason == reason


def test_an_invalid_text_is_rejected():
    with pytest.raises(EditRejectedError) as rejected:
        YamlDocument.parse("name: a: b\n")
    assert rejected.value.reason == "`: ` inside a value"


@pytest.mark.parametrize(("items", "expected"), WITH_COMMENT.values(), ids=WITH_COMMENT)
def test_a_comment_inside_an_item_is_seen(items, expected):
    document = YamlDocument.parse(f"name: A # b\nparticipants:\n  {items}")
    assert document.has_comment(("participants", 0)) == expected


@pytest.mark.parametrize(("facts", "text"), [(facts, text) for _, facts, text in SET.values()], ids=SET)
def test_what_was_set_can_be_removed(facts, text):
    document = YamlDocument.parse(text)
    for fact in reversed(facts):
        document = remove_fact(document, fact, MEETING)
    assert facts_of(document.text).isdisjoint(facts)
