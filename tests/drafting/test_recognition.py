"""Names that a model recognizes, and what is said where the model is missing. The model here is an invented one."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from drafts import article, people

from generator.drafting import Proposal, build_drafter, configured_recognizer, draft_one
from generator.drafting.recognition import _load
from generator.drafting.register import build_register
from generator.text.source import SourceText

TEXT = "They asked the Lorem Ipsum about Zork, and Ann Roe about the Dolor Sit."
KINDS = {"the Lorem Ipsum": "ORG", "Zork": "GPE", "Ann Roe": "ORG", "the Dolor Sit": "WORK_OF_ART"}


def entities(text: str) -> SimpleNamespace:
    """What the invented model finds in a text."""
    found = [(text.find(name), name, label) for name, label in KINDS.items() if name in text]
    return SimpleNamespace(
        ents=[SimpleNamespace(start_char=at, end_char=at + len(name), label_=label) for at, name, label in found]
    )


def load(name: str) -> object:
    if name != "invented_model":
        raise OSError(f"[E050] Can't find model '{name}'.\nMore words.")
    return entities


@pytest.fixture
def _spacy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    _load.cache_clear()
    yield
    _load.cache_clear()


def site(root: Path, model: str) -> Path:
    (root / "mkdocs.yml").write_text(
        f"site_name: A\nplugins:\n  - communique:\n      drafting_model: {model}\n", "utf-8"
    )
    return root


@pytest.mark.usefixtures("_spacy")
def test_a_model_adds_names_and_their_kinds(tmp_path: Path):
    recognize, problems = configured_recognizer(site(tmp_path, "invented_model"))
    found = {each.text: each for each in proposals(recognize)}
    assert not problems
    assert (found["Lorem Ipsum"].kind, found["Zork"].kind) == ("org", "place")
    assert found["Lorem Ipsum"].reason == "recognized by the site's model"


@pytest.mark.usefixtures("_spacy")
def test_the_register_comes_before_a_model(tmp_path: Path):
    recognize, _ = configured_recognizer(site(tmp_path, "invented_model"))
    (ann,) = [each for each in proposals(recognize) if each.text == "Ann Roe"]
    assert (ann.kind, ann.id, ann.confidence) == ("person", "ann-roe", "sure")


def proposals(recognize: object) -> tuple[Proposal, ...]:
    return draft_one(article(TEXT), build_drafter(people("Ann Roe"), "en", recognize)).proposals  # type: ignore[arg-type]


@pytest.mark.usefixtures("_spacy")
@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("another_model", "spaCy cannot load the model `another_model`: [E050] Can't find model 'another_model'."),
        ("../model", "`drafting_model` is not the name of a package"),
        ("[a, b]", "`drafting_model` is not the name of a package"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path, model: str, words: str):
    recognize, (problem,) = configured_recognizer(site(tmp_path, model))
    assert recognize is None
    assert problem.message == f"{words}; names are drafted by rules alone"
    assert problem.severity == "warning"


def test_a_missing_spacy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    _load.cache_clear()
    recognize, (problem,) = configured_recognizer(site(tmp_path, "invented_model"))
    assert recognize is None
    assert problem.message.startswith("`drafting_model` names `invented_model`, and spaCy is not installed")
    assert problem.hint.startswith("pip install 'communique[ner]'")


def test_without_the_option_nothing_is_loaded(tmp_path: Path):
    assert configured_recognizer(tmp_path) == (None, ())


def test_a_name_that_an_annotation_gives_is_a_name_of_what_it_annotates():
    text = (
        'The [Brandt]{person=elsa-brandt as=participant role="a b" name="Elsa \\"E\\" Brandt"} of [Oslo]{place=oslo}.'
    )
    register = build_register(
        (), (SourceText("content/articles/a.md", text),), {"persons": "person", "places": "place"}
    )
    assert {(each.id, each.names) for each in register.entries} == {
        ("elsa-brandt", ('Elsa "E" Brandt',)),
        ("oslo", ("Oslo",)),
    }
