"""Records that a person deleted while articles still name what they are about: one finding, the same everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostics.problem import Problem
from generator.project.files import FACTS, RECORDS
from generator.schema.model import Kind, Ref, Schema
from generator.text.source import Span

RULE = "record-is-present"


def deleted_record(kind: Kind, id_: str, where: Span) -> Problem:
    """Report that articles name something whose record a person deleted: it stays deleted."""
    message = f"a person deleted the record of the {kind.name} `{id_}`, but articles name it"
    hint = f"to leave it out, remove its annotations from the articles; {_back(kind, id_)}"
    return Problem(RULE, message, where, "warning", hint)


def _back(kind: Kind, id_: str) -> str:
    ledger = f"{FACTS}/{kind.plural}/{id_}.jsonl"
    return f"to get it back, restore its file, or delete {ledger} and run `communique extract`"


def at_mentions(conflicts: Iterable[Problem], mentions: Mapping[Ref, Span], schema: Schema) -> Iterator[Problem]:
    """The conflicts, those about deleted records at the first annotation of each: the record's file is no more."""
    kinds = {kind.name: kind for kind in schema.kinds}
    spans = {f"{RECORDS}/{kinds[ref.kind].plural}/{ref.id}.yaml": span for ref, span in mentions.items()}
    for each in conflicts:
        yield replace(each, span=spans.get(each.span.source.path, each.span)) if each.rule == RULE else each


def in_view_of_deleted(
    problems: Iterable[Problem], conflicts: Iterable[Problem], mentions: Mapping[Ref, Span], schema: Schema
) -> Iterator[Problem]:
    """The findings without those that would extract a deleted record; a reference to it gets the right remedy."""
    places = {_place(each) for each in conflicts if each.rule == RULE}
    deleted = {ref.id: ref for ref, span in mentions.items() if (span.source.path, span.start) in places}
    for each in problems:
        if each.rule == "extraction-is-current" and _place(each) in places:
            continue
        text = each.span.source.text[each.span.start : each.span.end].strip("\"'") if deleted else ""
        kind = schema.kind(deleted[text].kind) if text in deleted else None
        if kind and each.rule == "reference-resolves":
            message = f"a person deleted the record of the {kind.name} `{text}`"
            yield replace(each, message=message, hint=f"leave it out here, too; {_back(kind, text)}")
        else:
            yield each


def _place(problem: Problem) -> tuple[str, int]:
    return problem.span.source.path, problem.span.start
