"""Names that a spaCy model recognizes, if the site names an installed one: `drafting_model` in `mkdocs.yml`."""

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from yaml.nodes import ScalarNode

from generator.diagnostics.problem import Problem
from generator.drafting.model import ORGANIZATION, PERSON, PLACE
from generator.project.files import read_configuration

OPTION = "drafting_model"
_KINDS: Mapping[str, str] = {
    "PERSON": PERSON,
    "PER": PERSON,
    "ORG": ORGANIZATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
}
_PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_INSTALL = "pip install 'communique[ner]'"


class Entity(NamedTuple):
    """A name that a model found in a text: its range, and the kind of annotation."""

    start: int
    end: int
    kind: str


Recognizer = Callable[[str], Sequence[Entity]]


def configured_recognizer(root: Path) -> tuple[Recognizer | None, tuple[Problem, ...]]:
    """The model that `mkdocs.yml` names, and why it cannot be used; without it, drafting goes by rules alone."""
    configuration, _ = read_configuration(root)
    node = configuration.option(OPTION) if configuration else None
    if configuration is None or node is None:
        return None, ()
    name = node.value if isinstance(node, ScalarNode) else ""
    recognizer, message, hint = _load(name)
    if recognizer:
        return recognizer, ()
    message = f"{message}; names are drafted by rules alone"
    return None, (Problem("drafting-model-is-installed", message, configuration.span(node), "warning", hint),)


@cache
def _load(name: str) -> tuple[Recognizer | None, str, str]:
    """A model by its package's name, else a message and a hint."""
    if not _PACKAGE.fullmatch(name):
        return (
            None,
            f"`{OPTION}` is not the name of a package",
            f"write the name of an installed model, or delete `{OPTION}`",
        )
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return None, f"`{OPTION}` names `{name}`, and spaCy is not installed", f"{_INSTALL}, or delete `{OPTION}`"
    try:
        model = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:  # the model is missing, or made for another version
        reason = str(error).partition("\n")[0].strip()
        hint = f"install the model with pip in the environment of `communique`, or delete `{OPTION}`"
        return None, f"spaCy cannot load the model `{name}`: {reason}", hint
    return lambda text: _entities(model, text), "", ""


def _entities(model: Any, text: str) -> tuple[Entity, ...]:  # noqa: ANN401 -- spaCy is an extra
    found = model(text).ents
    return tuple(Entity(each.start_char, each.end_char, _KINDS[each.label_]) for each in found if each.label_ in _KINDS)
