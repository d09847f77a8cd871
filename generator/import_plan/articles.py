"""Imported documents as articles: written once, checked against the document, and never over a person's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

from generator.articles import read_article
from generator.diagnostics.problem import Problem, failed, ordered
from generator.import_plan.import_ledger import ImportedFile, text_hash
from generator.import_plan.mentions import NameResolver, mentions_in
from generator.import_plan.plan import ImportState, plan_changes
from generator.importers.convert import article_text
from generator.importers.front_matter import clean_metadata
from generator.importers.marked_text import MarkedBlock, MarkedDocument, NamedWords, marked_markdown
from generator.importers.model import Metadata, text_keys
from generator.project.files import ARTICLES
from generator.project.journal import Change
from generator.text.count import count
from generator.text.source import SourceText, Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=-|$)")


class ArticleOrigin(NamedTuple):
    """Where an article comes from: its document, and the ranges of its annotations with the places that name them."""

    document: Span
    annotations: tuple[tuple[int, int, Span], ...] = ()


class Written(NamedTuple):
    """The change of an article (None for none), what the ledger notes of it, the problems, and its origin."""

    change: Change | None
    noted: ImportedFile | None
    problems: tuple[Problem, ...]
    origin: ArticleOrigin | None = None


class DraftedArticles(NamedTuple):
    """The changes of articles, what the ledger notes of all, the problems, and the origins of what is written."""

    changes: tuple[Change, ...]
    articles: Mapping[str, ImportedFile]
    problems: tuple[Problem, ...]
    origins: Mapping[str, ArticleOrigin]


def plan_articles(
    state: ImportState, documents: Sequence[MarkedDocument], mentions: NameResolver, front: Metadata
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that imported documents make; `front` is what counts where they say nothing of themselves."""
    drafted = draft_articles(state, documents, mentions, front)
    if failed(drafted.problems):
        return (), drafted.problems
    changes, problems = plan_changes(
        state, drafted.changes, replace(state.ledger, articles=drafted.articles), drafted.problems
    )
    return changes, at_origins(problems, drafted.origins)


def at_origins(problems: Sequence[Problem], origins: Mapping[str, ArticleOrigin]) -> tuple[Problem, ...]:
    """Problems of articles that an import would write, at the places in its files that they come from."""
    return ordered(replace(each, span=_origin(each.span, origins)) for each in problems)


def _origin(span: Span, origins: Mapping[str, ArticleOrigin]) -> Span:
    origin = origins.get(span.source.path)
    if origin is None:
        return span
    around = [each for each in origin.annotations if each[0] <= span.start < each[1]]
    return min(around, key=lambda each: each[1] - each[0])[2] if around else origin.document


def draft_articles(
    state: ImportState, documents: Sequence[MarkedDocument], mentions: NameResolver, front: Metadata
) -> DraftedArticles:
    """The articles of documents, before the project is checked with them."""
    changes: list[Change] = []
    problems: list[Problem] = [*_same_ids(documents), *_contradicted(documents, front)]
    articles = dict(state.ledger.articles)
    origins: dict[str, ArticleOrigin] = {}
    existing = {source.path: source for source in state.project.articles}
    unique = {document.id: document for document in reversed(documents)}
    for document in reversed(unique.values()):
        path = f"{ARTICLES}/{document.id}.md"
        problems += document.problems
        known = replace(document, metadata=clean_metadata(document.metadata.over(front)))
        if not known.metadata.date and (day := _DAY.match(document.id)):
            known = replace(known, metadata=replace(known.metadata, date=day[0]))
            hint = "correct `date:` in the article, or give it with `--front date=…`"
            message = "no date of publication in it; that of its id is written"
            problems.append(Problem("date-is-given", message, document.span, "warning", hint))
        written = _write(path, known, existing.get(path), articles.get(path), mentions)
        changes += [written.change] if written.change else []
        articles |= {path: written.noted} if written.noted else {}
        origins |= {path: written.origin} if written.origin else {}
        problems += written.problems
    return DraftedArticles(tuple(changes), articles, (*problems, *mentions.problems), origins)


def _contradicted(documents: Sequence[MarkedDocument], front: Metadata) -> Iterator[Problem]:
    """Values of `--front` that documents contradict, reported at the first: their own stand."""
    for name in text_keys():
        given = getattr(front, name)
        others = [each for each in documents if given and getattr(each.metadata, name) not in ("", given)]
        if others:
            own, more = getattr(others[0].metadata, name), len(others) - 1
            also = f", and {count(more, 'other')} something else" if more else ""
            message = f"`--front {name}={given}`: this document says “{own}”{also}; what documents say stands"
            hint = "the option fills in what a document lacks; correct the document, or the article"
            yield Problem("front-agrees-with-document", message, others[0].span, "warning", hint)


def _same_ids(documents: Sequence[MarkedDocument]) -> Iterator[Problem]:
    seen: set[str] = set()
    for document in documents:
        if document.id in seen or not document.id:
            message = f"two documents have the id `{document.id}`" if document.id else "the document has no id"
            hint = "give each an id of its own: `xml:id` in TEI, `source.id` in a Web Annotation"
            yield Problem("id-is-unique", message, document.span, hint=hint)
        seen.add(document.id)


def _write(
    path: str, document: MarkedDocument, old: SourceText | None, noted: ImportedFile | None, mentions: NameResolver
) -> Written:
    """Write a document, unless its article is up to date or a person's."""
    missing = tuple(_missing(document))
    if missing:
        return Written(None, None, missing)
    made_of = text_hash(f"{_identity(document.metadata)}\n{marked_markdown(document.blocks, _raw)}")
    if old and noted and noted.made_of == made_of:
        return Written(None, noted, ())
    braces = mentions.of_document(document)
    text, problems, origin = _text(path, document, braces)
    if failed(problems):
        return Written(None, None, problems)
    new = ImportedFile(made_of, text_hash(text))
    if old and old.text == text:
        return Written(None, new, problems)
    if kept := _kept(path, document, old, noted):
        return Written(None, noted, (*problems, kept))
    return Written(Change(path, old.text if old else None, text), new, problems, origin)


def _identity(metadata: Metadata) -> str:
    """The metadata as a ledger knows it; entries that older versions did not import count only where they are."""
    later = {each.name: value for each in fields(metadata) if not each.repr and (value := getattr(metadata, each.name))}
    return f"{metadata}{later or ''}"


def _kept(path: str, document: MarkedDocument, old: SourceText | None, noted: ImportedFile | None) -> Problem | None:
    """Why an article is left as a person has it; None if it may be written."""
    rule = "article-agrees-with-import"
    if old and not (noted and noted.text == text_hash(old.text)):
        message = f"{path} is there already, and differs: it stands"
        hint = "compare the two; rename or delete the article, or give the file's root an id (`xml:id` in TEI)"
        return Problem(rule, message, document.span, "warning", hint)
    if noted and not old:
        message = f"{path} was deleted since the last import: it stays away"
        hint = "to import it again, run `communique import undo` first"
        return Problem(rule, message, document.span, "warning", hint)
    return None


def _missing(document: MarkedDocument) -> Iterator[Problem]:
    for name in ("title", "date"):
        if not getattr(document.metadata, name):
            hint = f"give it to all documents of the import: `--front {name}=…`"
            yield Problem("front-matter-is-whole", f"the document has no {name}", document.span, hint=hint)
    if not document.blocks:
        hint = "a document needs paragraphs"
        yield Problem("text-is-present", "the document is empty", document.span, hint=hint)


def _raw(mention: NamedWords) -> str:
    return f"{{{mention.kind} {mention.target} {mention.id} {mention.attributes} {mention.braces}}}"


def _text(
    path: str, document: MarkedDocument, braces: Mapping[NamedWords, str]
) -> tuple[str, tuple[Problem, ...], ArticleOrigin]:
    """The article's text; it is read again to prove that a reader sees the same words, annotated at the same ones."""
    body = marked_markdown(document.blocks, lambda mention: braces.get(mention, ""))
    text, problems = article_text(path, document.metadata, body)
    article, faults = read_article(SourceText(path, text))
    if article is None:
        return text, tuple(replace(each, span=document.span) for each in faults), ArticleOrigin(document.span)
    blocks = [words for block in article.blocks if (words := _folded(block.text))]
    labels = [_folded(each.label) for each in article.annotations if not each.is_block]
    wanted = list(_leaves(document.blocks))
    marks = [
        _folded(block.text[mark.start : mark.end])
        for block in wanted
        for mark in block.marks
        if braces.get(mark.mention)
    ]
    if blocks != [words for block in wanted if (words := _folded(block.text))] or labels != marks:
        message = "the text can't be written so that a reader sees the same words and annotations"
        hint = "report this with the document; take the annotations out of it to import its text"
        problems = (*problems, Problem("import-is-faithful", message, document.span, hint=hint))
    named = [mention.span for mention in mentions_in(document.blocks) if braces.get(mention)]
    ranges = [(each.span.start, each.span.end) for each in article.annotations]
    pairs = zip(ranges, named, strict=True) if len(ranges) == len(named) else ()
    return text, problems, ArticleOrigin(document.span, tuple((*place, span) for place, span in pairs))


def _leaves(blocks: Sequence[MarkedBlock]) -> Iterator[MarkedBlock]:
    for block in blocks:
        if block.cells:
            yield from block.cells
        else:
            yield block


def _folded(text: str) -> str:
    return " ".join(text.split())
