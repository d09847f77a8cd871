"""The front matter of an article: YAML between two `---` lines at the start of the file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from typing import NamedTuple

from generator.articles.model import Author, Excerpt, FrontMatter, Retraction, Reviewed
from generator.articles.refusals import read_refusals
from generator.diagnostics.problem import Problem, failed
from generator.text import yaml_tree
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest

_OPENING = re.compile(r"\ufeff?---[ \t]*(?=\r|\n|\Z)")
_CLOSING = re.compile(r"(?:\r\n|[\r\n])---[ \t]*(?:\r\n|[\r\n]|\Z)")
_NEARLY = re.compile(r"\ufeff?\s+---[ \t]*\r?\n|\ufeff?[ \t]+---|\ufeff?(?:\+\+\+|----+|–{3}|—+)[ \t]*\r?\n")
_KEYS = tuple(field.name for field in fields(FrontMatter))
_REQUIRED = tuple(field.name for field in fields(FrontMatter) if field.default is MISSING)
_EXCERPT, _REVIEWED, _RETRACTED, _REFUSED = "excerpt", "reviewed", "retracted", "refused"
_AUTHORS = ("author", "authors")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_EXAMPLE = "begin the file with `---`, `title: …`, `date: 2025-12-04`, `---`, each on its own line"


class Front(NamedTuple):
    """The front matter (None if it has faults), and the offset in the file where the text begins."""

    matter: FrontMatter | None
    body: int


def read_front(source: SourceText) -> tuple[Front, tuple[Problem, ...]]:
    """Read the front matter of an article, with any problems."""
    opening = _OPENING.match(source.text)
    if not opening:
        return Front(None, _byte_order_mark(source)), (_missing(source),)
    closing = _CLOSING.search(source.text, opening.end())
    if not closing:
        hint = "write `---` on its own line after the last entry"
        span = source.span(opening.end() - 3, opening.end())
        message = "the front matter opened here is never closed"
        return Front(None, len(source.text)), (Problem("front-matter-is-closed", message, span, hint=hint),)
    tree, problems = _tree(source, closing.start())
    if tree is not None:
        problems += tuple(_wrong(source, tree, opening.end() - 3))
    if tree is None or failed(problems):
        return Front(None, closing.end()), problems
    values = {
        key.value: value.value
        for key, value in tree.entries
        if isinstance(value, yaml_tree.YamlText) and key.value not in (*_AUTHORS, _RETRACTED)
    }
    author, authors = _written_by(tree)
    front = FrontMatter(
        **values,
        author=author,
        authors=authors,
        excerpt=_excerpt(tree.get(_EXCERPT)),
        reviewed=_reviewed(tree.get(_REVIEWED)),
        retracted=_retraction(tree.get(_RETRACTED)),
        refused=read_refusals(tree.get(_REFUSED)) or (),
    )
    return Front(front, closing.end()), problems


def body_start(source: SourceText) -> int:
    """The offset in the file where the text of an article begins, whatever its front matter says."""
    opening = _OPENING.match(source.text)
    closing = _CLOSING.search(source.text, opening.end()) if opening else None
    if closing:
        return closing.end()
    return len(source.text) if opening else _byte_order_mark(source)


def _written_by(tree: yaml_tree.YamlMapping) -> tuple[str, tuple[Author, ...]]:
    """All authors in one line, and each by itself unless there is one name only."""
    node = next((node for name in _AUTHORS if (node := tree.get(name))), None)
    found = _authors(node) or ()
    mark = "; " if any("," in author.name for author in found) else ", "
    return mark.join(author.name for author in found), () if isinstance(node, yaml_tree.YamlText) else found


def front_spans(source: SourceText) -> Mapping[str, Span]:
    """The span of each front matter value by its key; empty if the front matter can't be read."""
    opening = _OPENING.match(source.text)
    closing = _CLOSING.search(source.text, opening.end()) if opening else None
    tree = _tree(source, closing.start())[0] if closing else None
    return {key.value: source.span(value.start, value.end) for key, value in tree.entries} if tree else {}


def _tree(source: SourceText, end: int) -> tuple[yaml_tree.YamlMapping | None, tuple[Problem, ...]]:
    """Parse the entries before an offset: YAML allows the opening `---`, so all offsets are correct."""
    tree, problems = yaml_tree.read(SourceText(source.path, source.text[:end]), "title: …")
    return tree, tuple(replace(p, span=source.span(p.span.start, p.span.end)) for p in problems)


def _excerpt(node: yaml_tree.YamlNode | None) -> Excerpt | None:
    """`{of: 812, kept: 143}`: two numbers of words, the second no larger; None for anything else."""
    if not isinstance(node, yaml_tree.YamlMapping):
        return None
    numbers = {key.value: value.value for key, value in node.entries if isinstance(value, yaml_tree.YamlText)}
    if set(numbers) != {"of", "kept"} or not all(_NUMBER.fullmatch(number) for number in numbers.values()):
        return None
    found = Excerpt(int(numbers["of"]), int(numbers["kept"]))
    return found if len(node.entries) == len(numbers) and found.kept <= found.of else None


def _reviewed(node: yaml_tree.YamlNode | None) -> Reviewed | None:
    """`{by: Ann Roe, on: 2025-12-05}`, perhaps with the digest of the text; None for anything else."""
    if not isinstance(node, yaml_tree.YamlMapping):
        return None
    said = {key.value: value.value for key, value in node.entries if isinstance(value, yaml_tree.YamlText)}
    is_whole = {"by", "on"} <= set(said) <= {"by", "on", "text"} and len(said) == len(node.entries)
    return Reviewed(**said) if is_whole and all(value.strip() for value in said.values()) else None


def _authors(node: yaml_tree.YamlNode | None) -> tuple[Author, ...] | None:
    """A text, or a list of texts and `{organization: …}`; None for anything else."""
    if isinstance(node, yaml_tree.YamlList):
        found = [_author(value) for value in node.values]
        return tuple(author for author in found if author) if found and all(found) else None
    author = _author(node)
    return (author,) if author else None


def _author(node: yaml_tree.YamlNode | None) -> Author | None:
    if isinstance(node, yaml_tree.YamlText):
        return Author(node.value) if node.value.strip() else None
    if isinstance(node, yaml_tree.YamlMapping) and len(node.entries) == 1:
        (key, value), *_ = node.entries
        if key.value in ("name", "organization") and isinstance(value, yaml_tree.YamlText) and value.value.strip():
            return Author(value.value, key.value == "organization")
    return None


def _retraction(node: yaml_tree.YamlNode | None) -> Retraction | None:
    """A date, or `{date: …, reason: …, url: …}`; None for anything else."""
    if isinstance(node, yaml_tree.YamlText):
        return Retraction(node.value) if node.value.strip() else None
    if not isinstance(node, yaml_tree.YamlMapping):
        return None
    said = {key.value: value.value for key, value in node.entries if isinstance(value, yaml_tree.YamlText)}
    is_whole = {"date"} <= set(said) <= {"date", "reason", "url"} and len(said) == len(node.entries)
    return Retraction(**said) if is_whole and all(value.strip() for value in said.values()) else None


_WRONG_AUTHORS = (
    _authors,
    "authors-are-readable",
    "authors are a name, or a list of names",
    "write `authors: [Ann Roe, Bo Lind]`; for an organization `{organization: The Harbour Gazette}` in the list",
)
_MAPPINGS: Mapping[str, tuple[Callable[[yaml_tree.YamlNode], object], str, str, str]] = {
    _EXCERPT: (
        _excerpt,
        "excerpt-is-counted",
        "`excerpt` does not say how many words it keeps",
        "write `excerpt: {of: 812, kept: 143}`",
    ),
    _REVIEWED: (
        _reviewed,
        "review-is-signed",
        "`reviewed` does not say by whom and on which day",
        "write `reviewed: {by: Ann Roe, on: 2025-12-05}`",
    ),
    _RETRACTED: (
        _retraction,
        "retraction-is-dated",
        "`retracted` does not say on which day",
        "write `retracted: 2025-12-05`, or `retracted: {date: 2025-12-05, reason: …, url: …}`",
    ),
    _REFUSED: (
        read_refusals,
        "refusals-are-readable",
        "`refused` is no list of refused annotations, each with its words",
        "write `refused: [{person: ann-roe, words: Roe}]`",
    ),
    **dict.fromkeys(_AUTHORS, _WRONG_AUTHORS),
}
"""The entries that may be mappings or lists: how each is read, and what is said where it can't be."""


def _byte_order_mark(source: SourceText) -> int:
    return 1 if source.text.startswith("\ufeff") else 0


def _missing(source: SourceText) -> Problem:
    nearly = _NEARLY.match(source.text)
    if nearly:
        span = source.span(_byte_order_mark(source), len(nearly.group().rstrip()))
        hint = "the first line has to be `---`, three hyphens with nothing before them"
        return Problem("front-matter-is-first", "front matter can't begin like this", span, hint=hint)
    start = _byte_order_mark(source)
    span = source.span(start, start + len(source.line_at(start).lstrip("\ufeff")))
    return Problem("front-matter-is-present", "no front matter: title and date are unknown", span, hint=_EXAMPLE)


def _wrong(source: SourceText, tree: yaml_tree.YamlMapping, opening: int) -> Iterator[Problem]:
    for key, value in tree.entries:
        if key.value not in _KEYS:
            near = nearest(key.value, _KEYS)
            hint = f"did you mean `{near}`?" if near else f"the entries are {', '.join(_KEYS)}"
            message = f"unknown entry `{key.value}`"
            yield Problem("front-matter-is-known", message, source.span(key.start, key.end), hint=hint)
        elif key.value in _MAPPINGS and not (key.value == "author" and isinstance(value, yaml_tree.YamlText)):
            read, rule, message, hint = _MAPPINGS[key.value]
            if read(value) is None:
                yield Problem(rule, message, source.span(key.start, key.end), hint=hint)
        elif not isinstance(value, yaml_tree.YamlText):
            form = "a list" if isinstance(value, yaml_tree.YamlList) else "a mapping"
            span = source.span(value.start, min(value.end, value.start + len(source.line_at(value.start))))
            message = f"`{key.value}` is {form} instead of a text"
            yield Problem("front-matter-is-text", message, span, hint=f"write `{key.value}: …` on one line")
        elif not value.value.strip():
            span = source.span(value.start, value.end)
            yield Problem("value-is-present", f"`{key.value}` is empty", span, hint="write it, or delete the line")
    given = {key.value for key, _ in tree.entries}
    if given.issuperset(_AUTHORS):
        span = next(source.span(key.start, key.end) for key, _ in tree.entries if key.value == "authors")
        yield Problem("authors-are-readable", "`author` and `authors` both name authors", span, hint="keep one of them")
    for name in _REQUIRED:
        if name not in given:
            span = source.span(opening, opening + 3)
            yield Problem("front-matter-is-whole", f"`{name}` is missing", span, hint=f"write `{name}: …`")
