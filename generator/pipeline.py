"""The order of work: articles to records (`extract`), both to a knowledge base (`check`), then to pages (`build`)."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import knowledge_base
from generator.diagnostics import checks, rule_catalog, suppressions
from generator.diagnostics.checks import name_is_unique
from generator.diagnostics.problem import Problem, failed, ordered
from generator.diagnostics.suppressions import Findings
from generator.facts.assemble import DesiredRecord, assemble, facts_by_subject
from generator.facts.ledger import Assertion
from generator.facts.ledger_text import same_facts
from generator.facts.model import Fact
from generator.facts.past_values import without_past_values
from generator.facts.reprints import with_one_report
from generator.facts.role_spellings import with_one_role
from generator.facts.spellings import with_one_spelling
from generator.facts.starts import with_one_start
from generator.facts.stints import with_stints
from generator.facts.translations import with_translations
from generator.knowledge_base import KnowledgeBase
from generator.memo import Memoize, no_memo
from generator.per_record import ForEach, directly
from generator.project import loader
from generator.project.configuration import CONFIGURATION
from generator.project.day_checks import check_days
from generator.project.files import (
    ARTICLES,
    FACTS,
    RECORDS,
    SCHEMA,
    Project,
    Stamps,
    file_span,
    read_own_pages,
    read_project,
    read_source,
)
from generator.project.git_attributes import check_git_attributes
from generator.project.journal import Change
from generator.project.loader import LoadedProject
from generator.project.read_ahead import read_ahead
from generator.project.site_checks import check_site
from generator.records.conflicts import contesting
from generator.records.deleted import at_mentions, in_view_of_deleted
from generator.records.update import StoredLedger, incomplete, read_ledgers, unsettled, update
from generator.schema import json_schema, read_schema
from generator.schema.model import Ref
from generator.text.count import count
from generator.text.source import SourceText

if TYPE_CHECKING:
    from generator.pages import Page

_LOAD = "load"
_OF_ALL_ARTICLES = frozenset({"fact-has-source", "fact-has-second-origin", "record-is-used"})
"""Rules that report what no article says."""


@dataclass(frozen=True, slots=True)
class Input:
    """A loaded project, the ledgers of the last extraction, and problems with either."""

    loaded: LoadedProject
    ledgers: Mapping[Ref, StoredLedger]
    problems: tuple[Problem, ...]


def extract(
    root: Path, remember: Memoize = no_memo, stamps: Stamps = MappingProxyType({}), *, compact: bool = False
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that the articles require in records, and all problems; `compact` shortens the ledgers."""
    given = read_and_load(root, remember, stamps)
    changes, problems = plan_changes(given, remember, compact=compact)
    return changes, ordered((*given.problems, *problems, *check_git_attributes(root)))


def build_knowledge(
    root: Path, configuration: str = CONFIGURATION, remember: Memoize = no_memo
) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """The knowledge base of the project at `root`, and all findings that are not suppressed."""
    base, findings = check(root, configuration, remember)
    return base, findings.reported


def errors_for_reading(problems: Iterable[Problem]) -> list[Problem]:
    """The errors that keep a command from reading records: that extraction is due does not."""
    return [each for each in problems if each.severity == "error" and each.rule != "extraction-is-current"]


def check(
    root: Path,
    configuration: str = CONFIGURATION,
    remember: Memoize = no_memo,
    also: Callable[[KnowledgeBase, ForEach], Iterable[Problem]] = lambda *_: (),
    stamps: Stamps = MappingProxyType({}),
    keep: Callable[[KnowledgeBase], ForEach] = directly,
) -> tuple[KnowledgeBase, Findings]:
    """The knowledge base of the project at `root`, and all findings.

    `configuration` is the file beside content/ whose plugin options suppress findings; `also` finds what no build
    looks at. With `stamps` of the input, `remember` gives the texts of unchanged files; `keep` what was found in single
    records that did not change.
    """
    return check_input(root, read_and_load(root, remember, stamps), configuration, also, remember, keep)


def check_input(
    root: Path,
    given: Input,
    configuration: str = CONFIGURATION,
    also: Callable[[KnowledgeBase, ForEach], Iterable[Problem]] = lambda *_: (),
    remember: Memoize = no_memo,
    keep: Callable[[KnowledgeBase], ForEach] = directly,
) -> tuple[KnowledgeBase, Findings]:
    """The knowledge base of a project that is loaded already, and all findings."""
    base = link(given, remember)
    return base, find_problems(root, given, base, configuration, also, remember, keep(base))


def find_problems(
    root: Path,
    given: Input,
    base: KnowledgeBase,
    configuration: str = CONFIGURATION,
    also: Callable[[KnowledgeBase, ForEach], Iterable[Problem]] = lambda *_: (),
    remember: Memoize = no_memo,
    for_each: ForEach | None = None,
) -> Findings:
    """All findings in a project that is loaded and linked; `for_each` gives those of single records."""
    for_each = for_each or directly(base)
    problems = tuple(checks.run(base, for_each))
    counts = checks.count(problems)
    changes, conflicts = plan_changes(given, remember)
    unproven = _unproven(given.problems)
    broken = _broken(given)
    problems = tuple(each for each in problems if each.rule not in unproven and not _misses(each, broken))
    problems = tuple(in_view_of_deleted(problems, conflicts, given.loaded.first_mentions, given.loaded.schema))
    configured, unreadable = suppressions.in_configuration(root, configuration)
    unreadable += (*check_site(root, configuration), *check_git_attributes(root), *also(base, for_each))
    unreadable += _check_addresses(root, base, given.loaded.links)
    found = ordered((*given.problems, *unreadable, *problems, *conflicts, *_outdated(changes, problems)))
    written = (*suppressions.in_records(base.records.values()), *configured)
    findings = suppressions.apply_suppressions(found, written, [manual.rule for manual in rule_catalog.MANUALS])
    return findings._replace(counts=counts)


def _check_addresses(root: Path, base: KnowledgeBase, notes: Sequence[SourceText]) -> tuple[Problem, ...]:
    """What is wrong with the notes on addresses elsewhere; few projects have any."""
    if not notes:
        return ()
    from generator.exports.address_checks import check_addresses  # noqa: PLC0415 -- with it, all pages would be loaded

    return tuple(check_addresses(base, notes, read_own_pages(root)))


def _unproven(problems: Sequence[Problem]) -> frozenset[str]:
    """The rules whose findings may be false: an article in error may state what they miss."""
    if not failed(problems):
        return frozenset()
    is_article = any(each.severity == "error" and each.span.source.path.startswith(f"{ARTICLES}/") for each in problems)
    return frozenset({"extraction-is-current"}) | (_OF_ALL_ARTICLES if is_article else frozenset())


def _broken(given: Input) -> frozenset[str]:
    """The ids of the records that are left out because their files have errors."""
    errors = (each.span.source.path for each in given.problems if each.severity == "error")
    return frozenset(PurePath(path).stem for path in errors if path.startswith(f"{RECORDS}/"))


def _misses(problem: Problem, ids: frozenset[str]) -> bool:
    """Whether a finding only says that one of some ids has no record."""
    span = problem.span
    return problem.rule == "reference-resolves" and span.source.text[span.start : span.end].strip("\"'") in ids


def build(root: Path, templates: Path, language: str, title: str) -> tuple[tuple["Page", ...], tuple[Problem, ...]]:
    """All pages of the site as Markdown, built from what is valid, and all findings."""
    from generator import pages  # noqa: PLC0415 -- the other commands need no templates

    base, problems = build_knowledge(root)
    made, faults = pages.render(base, templates, language, title)
    return made, ordered((*problems, *faults))


def schemas(root: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that bring `schema/*.json` up to date; the first line of a record points an editor there."""
    project, unreadable = read_project(root)
    schema, problems = read_schema(project.schema)
    changes, wrong = [], [problem for problem in unreadable if problem.span.source.path.startswith(SCHEMA)]
    for kind in schema.kinds:
        path = f"schema/{kind.name}.json"
        source, faults = read_source(root, path) if (root / path).is_file() else (None, ())
        wrong += [replace(problem, hint="delete it; the command writes it again") for problem in faults]
        old, new = source.text if source else None, json.dumps(json_schema(schema, kind), ensure_ascii=False, indent=2)
        changes += [Change(path, old, f"{new}\n")] if old is None or old.splitlines() != new.splitlines() else []
    return tuple(changes), ordered((*wrong, *problems))


def load_again(project: Project, unreadable: tuple[Problem, ...], remember: Memoize) -> Input:
    """The input of a project that may just have been loaded with the same memo."""
    return remember(_LOAD, load, project, unreadable, remember)


def read_and_load(root: Path, remember: Memoize = no_memo, stamps: Stamps = MappingProxyType({})) -> Input:
    """Read and load the project at `root`; see `check`."""
    project, unreadable = read_project(root, remember, stamps)
    return load(project, (*unreadable, *read_ahead(root, project.articles, remember)), remember)


def load(project: Project, unreadable: tuple[Problem, ...] = (), remember: Memoize = no_memo) -> Input:
    """Load and check all files, each alone and with the others; `unreadable` are problems from reading them."""
    loaded, placed, problems = loader.load_project(project, remember)
    ledgers, broken = read_ledgers(project.facts, loaded.schema, remember)
    barred = loaded.bars.of_ledgers(ledgers, project.facts)

    def ours(ref: Ref) -> frozenset[Assertion]:
        return ledgers[ref].ledger.base.ours if ref in ledgers else frozenset()

    placed = with_one_role(placed, loaded.records, ours, loaded.schema, remember)
    placed = without_past_values(placed, loaded.articles, loaded.schema)
    placed = with_one_report(placed, loaded.articles, loaded.schema)
    placed = with_one_start(placed, loaded.records, ours, loaded.schema)
    placed = with_stints(placed, loaded.records, ours, loaded.articles, loaded.schema)
    placed = with_one_spelling(placed, loaded.records, ours, loaded.schema)
    facts = with_translations(placed, loaded.records, ours, loaded.languages, loaded.schema)
    loaded = replace(loaded, facts=facts)
    days = check_days(loaded.history, loaded.links, dt.datetime.now(tz=dt.UTC).date())
    return Input(loaded, ledgers, ordered((*unreadable, *problems, *broken, *barred, *days)))


def plan_changes(
    given: Input, remember: Memoize = no_memo, *, compact: bool = False, only: frozenset[Ref] | None = None
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that the articles require in records, and where the two disagree; none if the input has errors.

    With `only`, those of some things. `remember` knows which records agreed with the articles and are the same.
    """
    if failed(given.problems):
        return (), ()
    loaded = given.loaded
    order = [each.id for each in loaded.articles]
    facts, mentions = _unrejected(loaded), loaded.first_mentions
    if only is None and not compact:
        by_subject = facts_by_subject(facts, order)
        about = loaded.schema, loaded.records, given.ledgers, by_subject, mentions, loaded.languages
        only = unsettled(*about, remember) | (mentions.keys() - {record.ref for record in loaded.records})
        facts = tuple(fact for ref in sorted(only) for fact in by_subject.get(ref, ()))
    elif only is not None:
        facts = tuple(fact for fact in facts if fact.subject in only)
    if only is not None:
        mentions = {ref: span for ref, span in mentions.items() if ref in only}
    desired = assemble(facts, mentions, order, loaded.schema, loaded.languages)
    missing = tuple(incomplete(loaded.schema, loaded.records, desired, loaded.first_mentions))
    if missing:
        return (), missing
    changes, conflicts = update(
        loaded.schema, loaded.records, given.ledgers, desired, loaded.facts, compact=compact, only=only
    )
    return changes, (*at_mentions(conflicts, mentions, loaded.schema), *_twins(loaded, desired))


def _unrejected(loaded: LoadedProject) -> tuple[Fact, ...]:
    """The facts of articles without those that the records reject: of several values, the newest other one counts."""
    rejecting = {record.ref: record for record in loaded.records if "rejected" in record.texts}
    if not rejecting:
        return loaded.facts
    return tuple(
        fact for fact in loaded.facts if fact.subject not in rejecting or contesting([fact], rejecting[fact.subject])
    )


def _twins(loaded: LoadedProject, desired: Mapping[Ref, DesiredRecord]) -> Iterator[Problem]:
    """Things without a record whose name and id are almost those of another, perhaps because of a typo."""
    undated = {kind.name for kind in loaded.schema.kinds if not kind.timeline}
    known = {record.ref: record for record in loaded.records if record.ref.kind in undated}
    new = {ref: loaded.first_mentions[ref] for ref in desired if ref.kind in undated and ref not in known}
    names = {ref: record.text("name") for ref, record in known.items()} if new else {}
    return name_is_unique.new_twins({**{ref: desired[ref].name for ref in new}, **names}, new)


def _outdated(changes: Sequence[Change], problems: Iterable[Problem]) -> Iterator[Problem]:
    """A finding if records are older than the articles, unless one reports that already."""
    changes = pending(changes)
    if changes and not any(problem.rule == "extraction-is-current" for problem in problems):
        others = count(len(changes) - 1, "other file")
        message = f"older than the articles{f', like {others}' if len(changes) > 1 else ''}"
        yield Problem("extraction-is-current", message, file_span(changes[0].path), hint="run `communique extract`")


def pending(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that make extraction due; a ledger that only takes note of a person's edit is none."""
    return tuple(
        change for change in changes if not (change.path.startswith(FACTS) and same_facts(change.old, change.new))
    )


def link(given: Input, remember: Memoize = no_memo) -> KnowledgeBase:
    """The linked knowledge base."""
    loaded = given.loaded
    return knowledge_base.build(
        loaded.schema,
        loaded.records,
        loaded.articles,
        loaded.facts,
        loaded.bars.tombstones,
        loaded.history,
        loaded.addresses,
        remember,
    )


def link_and_check(given: Input) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """The linked knowledge base, and the findings of all checks."""
    base = link(given)
    return base, tuple(checks.run(base))
