"""Checks the front matter of a page that people write; MkDocs shows one in error as text, and says nothing."""

import re

import yaml

from generator.diagnostics.problem import Problem
from generator.text.source import SourceText
from generator.text.yaml_errors import explain

_FIRST = re.compile(r"-{3}[ \t]*\r?\n")
_LAST = re.compile(r"^(?:-{3}|\.{3})[ \t]*\r?$", re.MULTILINE)


def check_front(source: SourceText) -> Problem | None:
    """What is wrong with the front matter of a page, if it has any."""
    begin = _FIRST.match(source.text)
    end = _LAST.search(source.text, begin.end()) if begin else None
    if begin is None or end is None:
        return None
    text = source.text[begin.end() : end.start()]
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):  # events alone: they are not nested
            pass
    except yaml.MarkedYAMLError as error:
        message, hint, at = explain(error, text)
        start = begin.end() + at
        return Problem("page-front-is-valid", message, source.span(start, start), "warning", hint)
    except yaml.YAMLError as error:
        message = str(error).partition("\n")[0]
        return Problem("page-front-is-valid", message, source.whole(), "warning", "delete the character")
    return None
