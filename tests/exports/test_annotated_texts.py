"""Articles as W3C Web Annotations and as TEI: each annotation has its words at its position in the text."""

import json
from pathlib import Path

import pytest
from exported import NAME, ROOT, URL, article, files, hostile, project
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld
from support.tiers import scale

from generator.articles import read_article
from generator.articles.running_text import running_text
from generator.text.source import SourceText

OA = "http://www.w3.org/ns/oa#"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ANNO = {
    "@context": {
        "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"},
        "Annotation": f"{OA}Annotation", "SpecificResource": f"{OA}SpecificResource",
        "TextualBody": f"{OA}TextualBody", "TextQuoteSelector": f"{OA}TextQuoteSelector",
        "TextPositionSelector": f"{OA}TextPositionSelector", "Text": "http://purl.org/dc/dcmitype/Text",
        "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
        "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "body": {"@type": "@id", "@id": f"{OA}hasBody"}, "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
        "source": {"@type": "@id", "@id": f"{OA}hasSource"}, "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
        "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
        "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
        "identifying": f"{OA}identifying", "describing": f"{OA}describing", "linking": f"{OA}linking",
        "tagging": f"{OA}tagging",
        "exact": f"{OA}exact", "prefix": f"{OA}prefix", "suffix": f"{OA}suffix",
        "start": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": f"{OA}start"},
        "end": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": f"{OA}end"},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "items": {"@type": "@id", "@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
        "first": {"@type": "@id", "@id": "https://www.w3.org/ns/activitystreams#first"},
    }
}  # fmt: skip
"""The terms of W3C's context that the file uses, with the IRIs of the vocabulary's recommendation."""


def annotations(made: dict[str, bytes]) -> tuple[dict[str, str], list[dict]]:
    """The texts of the file by their addresses, and its annotations."""
    found = json.loads(made["downloads/annotations.jsonld"])
    assert found["total"] == len(found["first"]["items"])
    return {each["id"]: each["text"] for each in found["sources"]}, found["first"]["items"]


def selected(item: dict) -> tuple[str, str, str, int, int]:
    quote, position = item["target"]["selector"]
    return quote["prefix"], quote["exact"], quote["suffix"], position["start"], position["end"]


def braces(item: dict) -> str:
    (told,) = [body["value"] for body in item["body"] if body["purpose"] == "describing"]
    return told


def corpus(made: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(made["downloads/articles.tei.xml"], etree.XMLParser(resolve_entities=False))


def paragraphs(text: etree._Element) -> list[str]:
    return ["".join(each.itertext()) for each in text.iter(f"{TEI}p") if each.get(XML_ID)]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(ROOT, URL)


def test_quote_and_position_select_the_same_words(made: dict[str, bytes]):
    texts, items = annotations(made)
    assert len(items) > 100
    for item in items:
        text = texts[item["target"]["source"]]
        prefix, exact, suffix, start, end = selected(item)
        assert exact
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)


def test_a_body_has_the_records_address_and_the_braces(made: dict[str, bytes]):
    _, items = annotations(made)
    people = {body["source"] for item in items for body in item["body"] if body["type"] == "SpecificResource"}
    pages = {URL + path.removesuffix("index.json") for path in made if path.endswith("index.json")}
    assert people
    assert people <= pages
    assert len({item["id"] for item in items}) == len(items)


def test_the_file_is_json_ld_in_the_terms_of_the_vocabulary(made: dict[str, bytes]):
    def load(url: str, _: object) -> dict:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": ANNO}

    found = json.loads(made["downloads/annotations.jsonld"])
    found["first"]["items"] = found["first"]["items"][:3]
    triples = jsonld.to_rdf(found, {"documentLoader": load})["@default"]
    count = {name: sum(each["predicate"]["value"] == f"{OA}{name}" for each in triples) for name in ("exact", "start")}
    assert count == {"exact": 3, "start": 3}
    sources = [each["object"]["value"] for each in triples if each["predicate"]["value"] == f"{OA}hasSource"]
    assert {each["id"] for each in found["sources"]}.intersection(sources)


def test_without_an_address_everything_is_relative_to_the_file():
    texts, items = annotations(files(ROOT))
    assert all(address.startswith("../articles/") for address in texts)
    assert {item["target"]["source"] for item in items} <= texts.keys()


def test_the_corpus_has_the_same_texts_and_annotations(made: dict[str, bytes]):
    texts, items = annotations(made)
    root = corpus(made)
    found = ["\n\n".join(paragraphs(each)) for each in root.iter(f"{TEI}TEI")]
    assert found == list(texts.values())
    interps = {each.get(XML_ID): each.text for each in root.iter(f"{TEI}interp")}
    marked = [
        (interps[each.get("ana")[1:]], "".join(each.itertext())) for each in root.iterfind(f".//{TEI}text//*[@ana]")
    ]
    inline = [(braces(item), selected(item)[1]) for item in items if "\n\n" not in selected(item)[1]]
    assert sorted(marked) == sorted(inline)
    ids = [each.get(XML_ID) for each in root.iter() if each.get(XML_ID)]
    assert len(set(ids)) == len(ids)
    pointers = {
        value[1:] for each in root.iter() for name, value in each.items() if name in ("ref", "who", "ana", "from", "to")
    }
    assert pointers <= set(ids)


def test_a_block_annotation_spans_its_paragraphs(tmp_path: Path):
    inside = "One [Ann]{person=ann}.\n\n- two\n- three"
    text = f"Before.\n\n::: {{meeting=talks}}\n{inside}\n\n:::\n\nAfter.\n\n[Talks]{{meeting=talks}}"
    made = files(project(tmp_path, {"a": article(text)}, {"meetings/talks": "name: Talks\ndate: 2025-12-02\n"}), URL)
    _, items = annotations(made)
    assert [selected(item)[1] for item in items if braces(item) == "{meeting=talks}"] == [
        "One Ann.\n\ntwo\n\nthree",
        "Talks",
    ]
    (span,) = corpus(made).iter(f"{TEI}span")
    assert (span.get("from"), span.get("to")) == ("#a-a.p1", "#a-a.p3")


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path), URL)
    names = {each.text for each in corpus(made).iter(f"{TEI}persName") if each.getparent().tag == f"{TEI}person"}
    assert names == {NAME}
    assert json.loads(made["downloads/annotations.jsonld"])["sources"][0]["label"] == NAME


WORDS = st.sampled_from(
    ["Ann", "🕊️", "e\u0301", "שלום", "мир", "a", "和平", "<b>", "&", "\\*", "Zoë", "x\n  y", "`[`", "1\u200f2"]
)


@st.composite
def annotated(draw: st.DrawFn, depth: int = 0) -> str:
    """Words, some of them annotated, some of those inside others."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        word = draw(WORDS)
        if depth < 3 and draw(st.booleans()):
            braces = draw(st.sampled_from(["{person=ann}", "{meeting=talks}", "{.quote by=ann}", "{date=2025-12-02}"]))
            word = f"[{draw(annotated(depth + 1))}]{braces}"
        parts.append(word)
    return draw(st.sampled_from([" ", "\n", ""])).join(parts)


@settings(max_examples=scale(30, 1000))
@given(st.lists(annotated(), min_size=1, max_size=3))
def test_every_annotation_has_its_label_at_its_position(blocks: list[str]):
    found, problems = read_article(SourceText("content/articles/a.md", article("\n\n".join(blocks))))
    assert found, problems
    text = running_text(found)
    for annotation, (start, end) in zip(found.annotations, text.ranges, strict=True):
        assert text.text[start:end] == annotation.label
    assert "\n\n".join(each.text for each in text.blocks) == text.text
    assert [text.text.find(each.text, each.start) for each in text.blocks] == [each.start for each in text.blocks]
