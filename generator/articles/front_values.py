"""Checks the values of an article's front matter: dates, addresses, the language; and the file's name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.articles.front import front_spans
from generator.articles.model import GENRES, FrontMatter
from generator.diagnostics.problem import Problem
from generator.text.source import SourceText
from generator.text.suggest import nearest
from generator.values import value_type

_TYPES = {"date": "date", "retrieved": "date", "url": "url", "archived": "url", "language": "language"}


def check_front(source: SourceText, front: FrontMatter) -> Iterator[Problem]:
    """Front matter values of the wrong type, and a file name that makes no valid URL."""
    spans = front_spans(source)
    for key, type_name in _TYPES.items():
        value = getattr(front, key)
        fault = value_type(type_name).check(value) if value else None
        if fault:
            yield Problem(f"{type_name}-is-valid", f"{key}: {fault.message}", spans[key], hint=fault.hint)
    if front.archived and front.archived.rstrip("/") == front.url.rstrip("/"):
        hint = "give the address of a copy in an archive"
        yield Problem(
            "address-is-known", "archived: this is the address of the page itself", spans["archived"], hint=hint
        )
    if front.genre and front.genre not in GENRES:
        near = nearest(front.genre, list(GENRES))
        hint = f"did you mean `{near}`?" if near else f"write one of {', '.join(GENRES)}; or delete the line"
        yield Problem("choice-is-known", f"genre: unknown value `{front.genre}`", spans["genre"], hint=hint)
    day = front.reviewed.on if front.reviewed else ""
    fault = value_type("date").check(day) if day else None
    if fault:
        yield Problem("date-is-valid", f"reviewed: {fault.message}", spans["reviewed"], hint=fault.hint)
    if retraction := front.retracted:
        for type_name, value in (("date", retraction.date), ("url", retraction.url), ("text", retraction.reason)):
            fault = value_type(type_name).check(value) if value else None
            if fault:
                message = f"retracted: {fault.message}"
                yield Problem(f"{type_name}-is-valid", message, spans["retracted"], hint=fault.hint)
    fault = value_type("id").check(PurePosixPath(source.path).stem)
    if fault:
        message = f"the file name can't be an id: {fault.message}"
        yield Problem("id-is-valid", message, source.whole(), hint=f"rename the file; {fault.hint}")
