"""Values of the front matter that the command line gives to imported documents, and what an import leaves out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.diagnostics.problem import Problem
from generator.importers.marked_text import MarkedDocument
from generator.importers.model import Metadata, text_keys
from generator.project.files import file_span
from generator.text.suggest import nearest
from generator.values import value_type

_KEYS = text_keys()
_CHECKED = {"date": "date", "retrieved": "date", "url": "url", "archived": "url", "language": "language"}
_OPTION = "--front"


def front_values(pairs: Sequence[str]) -> tuple[Metadata, tuple[Problem, ...]]:
    """The values of `--front KEY=VALUE`, and what is wrong with them."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for pair in pairs:
        key, _, value = pair.partition("=")
        if key not in _KEYS or not value:
            near = nearest(key, _KEYS)
            hint = f"did you mean `{near}`?" if near and key not in _KEYS else f"write KEY=VALUE: {', '.join(_KEYS)}"
            problems.append(
                Problem("option-is-pair", f"`{_OPTION} {pair}`: not a value", file_span(_OPTION), hint=hint)
            )
        elif key in _CHECKED and (fault := value_type(_CHECKED[key]).check(value)):
            problems.append(Problem(f"{_CHECKED[key]}-is-valid", fault.message, file_span(_OPTION), hint=fault.hint))
        else:
            values[key] = value
    return Metadata(**values), tuple(problems)


def counted(documents: Sequence[MarkedDocument], more: Mapping[str, Counter[str]]) -> Iterator[Problem]:
    """What was kept as text or left out, in one note for each file."""
    notes = {path: Counter(own) for path, own in more.items()}
    for document in documents:
        notes.setdefault(document.span.source.path, Counter()).update(document.notes)
    for path, own in notes.items():
        if own:
            yield note(path, own)


def note(path: str, notes: Mapping[str, int]) -> Problem:
    """A note that counts what an import left out."""
    words = "; ".join(f"{what}: {number}" for what, number in sorted(notes.items()))
    return Problem("import-is-whole", words, file_span(path), "info", "nothing to do: this is what no annotation says")
