"""What the bodies of Web Annotations name, and what is said of those that name nothing or too much."""

import json

import pytest

from generator.import_plan.known_names import kind_in_address
from generator.importers.marked_text import marked_markdown
from generator.importers.web_annotation import read_web_annotations
from generator.schema import read_schema
from generator.text.source import SourceText

SCHEMA = read_schema(())[0]
TEXT = "Ann Roe met Bo Lind."
ROE, LIND = "https://example.org/persons/ann-roe/", "https://example.org/persons/bo-lind/"


def annotation(*bodies: object, quote: str = "Ann Roe") -> dict[str, object]:
    made = [{"type": "TextualBody", "value": each} if isinstance(each, str) else each for each in bodies]
    selector = {"type": "TextQuoteSelector", "exact": quote}
    return {"type": "Annotation", "body": made, "target": {"source": {"id": "a", "text": TEXT}, "selector": selector}}


def native(text: str, *tags: str, quote: str = "") -> dict[str, object]:
    """An annotation as Hypothesis' interface gives it; without a quote, a note on the page."""
    selected = {"selector": [{"type": "TextQuoteSelector", "exact": quote}]} if quote else {}
    target = {"source": {"id": "a", "text": TEXT}, **selected}
    return {"id": "h", "uri": "https://example.org/a", "text": text, "tags": list(tags), "target": [target]}


def kind_of(address: str) -> str:
    found = kind_in_address(address, SCHEMA, "https://example.org/")
    return found[0].annotation if found else ""


def imported(value: object) -> tuple[str, list[str]]:
    """The text with its annotations, and the messages."""
    source = SourceText("a.json", json.dumps(value, ensure_ascii=False, indent=1))
    documents, problems = read_web_annotations(source, kind_of, lambda _: (None, ()))
    texts = (
        marked_markdown(each.blocks, lambda one: one.braces or f"{{{one.target or one.id}}}") for each in documents
    )
    return "".join(texts).strip(), [problem.message for problem in problems]


@pytest.mark.parametrize("envelope", ["rows", "@graph", "items", ""])
def test_every_list_of_annotations_is_read(envelope: str):
    listed = [annotation("{person=ann-roe}")]
    value = {"total": 1, envelope: listed} if envelope else listed
    assert imported(value) == ("[Ann Roe]{person=ann-roe} met Bo Lind.", [])


def test_annotations_of_hypothesis_name_what_their_texts_and_tags_say():
    rows = [
        native("{person=ann-roe role=envoy}", quote="Ann Roe"),
        native(LIND, quote="Bo Lind"),
        native("see https://example.com/", "2031", quote="met"),
        native("A note on the page"),
    ]
    assert imported({"rows": rows})[0] == f"[Ann Roe]{{person=ann-roe role=envoy}} [met]{{2031}} [Bo Lind]{{{LIND}}}."


@pytest.mark.parametrize(
    "bodies",
    [("{person=ann-roe}", "{person=bo-lind}"), (ROE, LIND), ("2031-03-01", "2031-03-02")],
)
def test_one_annotation_names_one_thing(bodies: tuple[str, str]):
    made = [{"id": each} if "://" in each else each for each in bodies]
    assert imported([annotation(*made)]) == ("", [f"one annotation names `{bodies[0]}` and `{bodies[1]}`"])


@pytest.mark.parametrize("half", ["{person=ann-roe", "person=ann-roe}", "{person=ann-roe} and more"])
def test_half_an_annotation_is_reported_at_its_place(half: str):
    found = imported([annotation(half), annotation("{person=bo-lind}", quote="Bo Lind")])
    assert found == ("Ann Roe met [Bo Lind]{person=bo-lind}.", [f"`{half}` is no annotation: the words stay text"])


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        ("{person=ann-roe}", "{person=ann-roe role=spy}", "[Ann Roe]{person=ann-roe role=spy}"),
        ("{person=ann-roe}", "{person=ann-roe}", "[Ann Roe]{person=ann-roe}"),
        ("{person=ann-roe}", "{.quote by=ann-roe}", "[[Ann Roe]{.quote by=ann-roe}]{person=ann-roe}"),
    ],
)
def test_the_fuller_of_two_annotations_of_the_same_words_stays(first: str, second: str, made: str):
    assert imported([annotation(first), annotation(second)])[0] == f"{made} met Bo Lind."


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        (ROE, True),
        ("http://EXAMPLE.org/persons/ann-roe", True),
        ("persons/ann-roe/", True),
        ("https://other.example.org/persons/ann-roe/", False),
        ("https://example.org.example.com/persons/ann-roe/", False),
        ("//example.com/persons/ann-roe/", False),
    ],
)
def test_a_page_of_another_site_is_no_record_of_this_one(address: str, *, is_own: bool):
    assert bool(kind_in_address(address, SCHEMA, "https://example.org/")) == is_own
    assert kind_in_address(address, SCHEMA, "")
