"""What is fuzzed: each target takes any bytes as one sort of input, and holds the program to what it promises of it."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import yaml

from generator import diff, pages, pipeline
from generator.articles import read_article, render_article
from generator.articles.front import front_spans, read_front
from generator.diagnostics import check_report, suppressions
from generator.diagnostics.problem import Problem, failed, ordered, report
from generator.diff.compare import compare
from generator.diff.state import read_state
from generator.facts.ledger import Assertion
from generator.facts.ledger_text import read_ledger, write_ledger
from generator.facts.model import Slot
from generator.project import journal
from generator.project.files import SUFFIXES, Project, decode
from generator.records.edit import remove_fact, set_fact
from generator.records.model import facts_in, record_facts
from generator.records.read import read_record
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, plain, read
from generator.values import TYPES, Date, covers, iso_range, read_date, show_date, sort_key
from generator.values.search_keys import keys

ROOT = Path(__file__).resolve().parents[2]
KIND = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
FILE = "%%% "
"""What begins the line that names a file, where one input is many files."""

Target = Callable[[bytes], None]


def text_of(data: bytes, path: str) -> SourceText | None:
    source, problems = decode(path, data)
    check_problems(problems)
    return source


def check_problems(problems: tuple[Problem, ...]) -> None:
    """Findings are within their text, have a remedy, and can be reported in every format."""
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(problem.span.source.text), problem
        assert problem.message, problem
    findings = suppressions.Findings(ordered(problems), ())
    for form in ("text", "json", "github", "sarif"):
        check_report.report(findings, form, every=True).text.encode()
    for form in ("text", "github"):
        words = report(problems, form)
        assert not [char for char in words if not char.isprintable() and char != "\n"], words
    assert report(problems, "github").count("\n") == len(problems)


def nodes(node: YamlNode) -> Iterator[YamlNode]:
    yield node
    for value in node.values if isinstance(node, YamlList) else ():
        yield from nodes(value)
    for key, value in node.entries if isinstance(node, YamlMapping) else ():
        yield key
        yield from nodes(value)


def tree(data: bytes) -> None:
    """YAML is read as PyYAML reads it, or refused."""
    if not (source := text_of(data, "content/records/persons/a.yaml")):
        return
    root, problems = read(source)
    check_problems(problems)
    assert (root is None) == bool(problems)
    if root is not None:
        assert all(0 <= node.start <= node.end <= len(source.text) for node in nodes(root))
        theirs = yaml.load(source.text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)  # noqa: S506 -- strings only
        assert plain(root) == ({} if theirs in NOTHING else theirs)


NOTHING = (None, "", "~", "null", "Null", "NULL")
"""A document of strings alone that says nothing."""


def article(data: bytes) -> None:
    """An article is read and shown, or refused; no annotation passes in silence."""
    if not (source := text_of(data, "content/articles/a.md")):
        return
    found, problems = read_article(source)
    check_problems(problems)
    assert (found is None) == failed(problems)
    front_spans(source)
    if found:
        html = render_article(found, lambda n: f"<b data-n={n}>", lambda _: "</b>")
        assert html.count("<script") == 0
        assert html.count("<b data-n=") == html.count("</b>")
        for one in found.annotations:
            assert source.text[one.span.start : one.span.end]


def body(data: bytes) -> None:
    """The text of an article alone, behind front matter that is sound."""
    article(b"---\ntitle: Talks\ndate: 2025-12-04\n---\n" + data)


def front(data: bytes) -> None:
    """Front matter is read, or refused."""
    if source := text_of(b"---\n" + data + b"\n---\n", "content/articles/a.md"):
        matter, problems = read_front(source)
        check_problems(problems)
        assert (matter.matter is None) == failed(problems)


def value(data: bytes) -> None:
    """A value of any type is sound or at fault; dates are ordered, shown and compared, whatever they hold."""
    text = data.decode(errors="replace")
    for type_ in TYPES:
        fault = type_.check(text)
        assert fault is None or (fault.message and 0 <= fault.at <= len(text)), (type_.name, fault)
    date = read_date(text)
    assert sort_key(text) < (10**7,)
    assert all(len(day) in {0, 10} for day in iso_range(text))
    show_date(text)
    covers({"from": text, "to": text}, text)
    if isinstance(date, Date):
        assert date.earliest <= date.latest
        assert date.overlaps(date)
        assert date.covers(date.earliest)
        assert show_date(text)


def record(data: bytes) -> None:
    """A record of a kind is read, and its facts are found, or it is refused."""
    source = text_of(data, "content/records/meetings/a.yaml")
    for kind in read_schema()[0].kinds if source else ():
        found, problems = read_record(source, kind, "ua" if kind.identifier == "country" else "a")
        check_problems(problems)
        assert (found is None) == failed(problems)
        if found:
            assert all(fact.slot.field for fact in record_facts(found, kind))


def facts_of(document: YamlDocument) -> list[Assertion]:
    return [*facts_in(document.tree, KIND)]


FACTS: tuple[Assertion, ...] = (
    (Slot("name"), "Talks: the “first” #1"),
    (Slot("date"), "2025-12-02"),
    (Slot("sides"), "no"),
    (Slot("participants", ("q",)), ""),
    (Slot("participants", ("p",), "role"), "envoy, special"),
)


def edit(data: bytes) -> None:
    """A fact is set in any record or removed: nothing else changes and no comment is lost, or the edit is rejected."""
    source = text_of(data, "content/records/meetings/a.yaml")
    try:
        document = YamlDocument.parse(source.text if source else "[")
    except EditRejectedError:
        return
    facts = facts_of(document)
    for fact in facts[:8]:
        with suppress(EditRejectedError):
            gone = remove_fact(document, fact, KIND)
            _kept(document, gone)
            left = facts_of(gone)
            assert set(left) <= set(facts)
            assert all(_goes_with(lost, fact) for lost in set(facts) - set(left)), (fact, left)
    for fact in FACTS:
        with suppress(EditRejectedError):
            come = set_fact(document, fact, KIND)
            _kept(document, come)
            assert fact in facts_of(come)
            lost = set(facts) - set(facts_of(come))
            assert all(old[0] == fact[0] and not KIND_LISTS & {old[0].field} for old in lost), lost
            if not lost:
                before, _, behind = _difference(document.text, come.text)
                assert not document.text[before : len(document.text) - behind].strip(), "more than an insertion"


KIND_LISTS = frozenset(field.name for field in KIND.fields if field.many and not field.fields)


def _kept(old: YamlDocument, new: YamlDocument) -> None:
    """The text reads the same to others, and every comment is in it."""
    theirs = yaml.load(new.text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)  # noqa: S506 -- strings only
    assert plain(new.tree) == ({} if theirs in NOTHING else theirs)
    assert sorted(old.comments) == sorted(new.comments), "a comment is lost"
    assert old.text.startswith("\ufeff") == new.text.startswith("\ufeff")


def _goes_with(lost: Assertion, fact: Assertion) -> bool:
    """Whether a fact goes with another: it is the same, or a field of the item that goes."""
    return lost == fact or (bool(fact[0].key) and not fact[0].part and lost[0][:2] == fact[0][:2])


def _difference(old: str, new: str) -> tuple[int, str, int]:
    """How many characters two texts share at their beginning and at their end, and what the new one has between."""
    before = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    ends = zip(reversed(old[before:]), reversed(new[before:]), strict=False)
    behind = next((at for at, (a, b) in enumerate(ends) if a != b), min(len(old), len(new)) - before)
    return before, new[before : len(new) - behind], behind


def ledger(data: bytes) -> None:
    """A ledger's lines are facts or findings; what is written is read again as the same."""
    if source := text_of(data, "content/facts/meetings/a.jsonl"):
        found, problems = read_ledger(source)
        check_problems(problems)
        written = write_ledger(found)
        written.encode()
        if found.lines:
            assert read_ledger(SourceText("a.jsonl", written)) == (found, ())
        assert written.count("\n") == (len(found.lines) + len(found.fingerprints) + 1 if found.lines else 0)


def configuration(data: bytes) -> None:
    """The acceptances of a site's settings are read, or refused with a finding."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "mkdocs.yml").write_bytes(data)
        found, problems = suppressions.in_configuration(root)
        check_problems(problems)
        assert all(one.rule and one.file and one.reason for one in found)


def pending(data: bytes) -> None:
    """The journal of a killed run is carried out or refused, and touches nothing but files of the content."""
    with tempfile.TemporaryDirectory() as folder:
        root, records = Path(folder), Path(folder) / "content/records/persons"
        records.mkdir(parents=True)
        (root / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
        (records / "a.yaml").write_text("name: A\n", "utf-8")
        (root / ".communique").mkdir()
        (root / ".communique/journal.json").write_bytes(
            data.replace(b"HASH", hashlib.sha256(b"name: A\n").hexdigest().encode())
        )
        check_problems(journal.finish(root))
        assert (root / "mkdocs.yml").read_text("utf-8") == "site_name: A\n"
        assert {path.name for path in root.iterdir()} <= {"mkdocs.yml", "content", "schema", ".communique"}


def search(data: bytes) -> None:
    """A name's keys are words without gaps, and their own keys; what is typed of a name finds it."""
    text = data.decode(errors="replace")
    found = keys(text)
    assert all(word and not word.split()[1:] for word in found), found
    for end in (1, len(text) // 2):
        assert len(keys(text[:end])) <= len(found) + 1


def comment(data: bytes) -> None:
    """Any words of a record in a comment on a pull request are shown as words."""
    text = data.decode(errors="replace")
    thing = diff.model.Thing("person", "a", text or "x", "People", text or "x")
    change = diff.model.ThingAdded(thing, (text,), 1)
    comparison = diff.model.Comparison((change,), (), 0)
    markdown = diff.report(comparison, "markdown")
    assert len(markdown.splitlines()) == len(("## title", "", "summary", "", "### heading", "", "- change"))
    for form in ("text", "markdown"):
        words = diff.report(comparison, form)
        assert not [char for char in words if not char.isprintable() and char not in "\n\u200b"], words
    assert json.loads(diff.report(comparison, "json"))["changes"]


def files_of(data: bytes) -> dict[str, bytes]:
    """One input as many files: each begins with a line that names it."""
    found: dict[str, bytes] = {}
    name = "content/articles/a.md"
    for line in data.splitlines(keepends=True):
        if line.startswith(FILE.encode()):
            name = line[len(FILE) :].decode(errors="replace").strip()
        else:
            found[name] = found.get(name, b"") + line
    return found


def project_of(files: dict[str, bytes]) -> tuple[Project, tuple[Problem, ...]]:
    found: dict[str, list[SourceText]] = {folder: [] for folder in SUFFIXES}
    problems: list[Problem] = []
    for path, data in sorted(files.items()):
        folder = next(
            (name for name in SUFFIXES if path.startswith(f"{name}/") and path.endswith(SUFFIXES[name])), None
        )
        if folder:
            source, wrong = decode(path, data)
            found[folder] += [source] if source else []
            problems += wrong
    named = {folder.rpartition("/")[2]: tuple(sources) for folder, sources in found.items()}
    return Project(**named), tuple(problems)


def project(data: bytes) -> None:
    """Any files are extracted, checked, compared and shown, or refused: articles, records, ledgers and a schema."""
    files = files_of(data)
    given = pipeline.load(*project_of(files))
    check_problems(given.problems)
    changes, conflicts = pipeline.plan_changes(given)
    check_problems(conflicts)
    for change in changes:
        assert change.path.isascii(), change.path
        assert ".." not in change.path.split("/"), change.path
        (change.new or "").encode()
    base, problems = pipeline.link_and_check(given)
    check_problems(problems)
    if not failed(given.problems):
        _settles(files, {change.path: change.new for change in changes})
    made, faults = pages.render(base, ROOT / "site_templates", "en", "A")
    assert not faults, faults
    for page in made:
        assert not {"", "..", "."} & set(page.path.split("/")), page.path
        page.text.encode()
    assert len({page.path.casefold() for page in made}) == len(made), "two pages with one address"
    old, new = read_state(project_of({})[0]), read_state(*project_of(files))
    for form in ("text", "markdown", "json"):
        diff.report(compare(old, new), form).encode()


def _settles(files: dict[str, bytes], changes: dict[str, str | None]) -> None:
    """What extraction writes is sound, and a second run has nothing to do."""
    after = {path: text.encode() for path, text in changes.items() if text is not None}
    again = pipeline.load(*project_of({path: data for path, data in files.items() if path not in changes} | after))
    assert not failed(again.problems), again.problems
    assert not pipeline.plan_changes(again)[0]


def schema(data: bytes) -> None:
    """A site's own kind is refused with a finding, or holds through everything that is made of a schema."""
    files = _world() | {"content/schema/treaty.yaml": data}
    source, _ = decode("content/schema/treaty.yaml", data)
    found, problems = read_schema([source] if source else [])
    check_problems(problems)
    if not failed(problems):
        for kind in found.kinds:
            json.dumps(pipeline.json_schema(found, kind)).encode()
        project(b"".join(FILE.encode() + path.encode() + b"\n" + text + b"\n" for path, text in files.items()))


def person(data: bytes) -> None:
    """A site may change a kind of the product's own, as far as that holds."""
    source, _ = decode("content/schema/person.yaml", data)
    if source and not failed(read_schema([source])[1]):
        files = _world() | {"content/schema/person.yaml": data}
        project(b"".join(FILE.encode() + path.encode() + b"\n" + text + b"\n" for path, text in files.items()))


def shape(data: bytes) -> None:
    """A schema of any shape is refused, or holds: bytes choose among names, types and properties of fields."""
    schema(json.dumps(_shape(iter(data)), ensure_ascii=False).encode())


_NAMES = ("terms", "mood", "by", "name", "id", "parts", "signed_on", "links", "sources", "statements", "x")
_OPTIONS: dict[str, tuple[object, ...]] = {
    "label": ("A", "", "</h2>"),
    "many": ("true", "false"),
    "required": ("true",),
    "to": (["person"], ["treaty"], ["country", "meeting"], ["nobody"], []),
    "inverse": ({"name": "bound", "label": "B"}, {"name": "bound"}, {}, {"name": "name", "label": "B"}),
    "values": ({"calm": "Calm"}, {"calm": "Calm", "Calm words": ""}, {}),
    "key": (["x"], ["by", "x"], ["terms"], []),
    "attributes": (["terms"], ["as"], ["on", "terms"], ["for"]),
    "takes": (
        [{"annotation": "person", "inline": "true"}],
        [{"annotation": "date", "inline": "true", "block": "true"}],
        [{"annotation": "treaty", "as": "side"}],
        [{"annotation": "quote", "inline": "true"}],
        [{}],
    ),
    "statement": ("by", "about", "x"),
    "use": ("statement", "x"),
    "omit": (["by"], ["about", "on"], ["says"]),
    "almanac": ("true",),
    "changes": ("true",),
}
_SORTS = (*(type_.name for type_ in TYPES), "choice", "group", "sources")
_HEADS: dict[str, tuple[object, ...]] = {
    "label": ("Treaty", "", "ABC"),
    "plural": ("treatys", "treaties", "persons", "con", "names", "things"),
    "annotation": ("treaty", "person", "date", "t"),
    "identifier": ("id", "country"),
    "timeline": ("signed_on", "x", "terms"),
    "schema_org": ("Event", "Person", "x"),
    "heading": ("Treaties", ""),
}


def _shape(chosen: Iterator[int]) -> dict[str, object]:
    """A kind: some of its properties, and as many fields as the bytes last for."""
    kind = _properties(_HEADS, chosen, next(chosen, 0) % 4)
    fields: dict[str, object] = {}
    for byte in chosen:
        fields[_NAMES[byte % len(_NAMES)]] = _field(chosen, 0)
    return kind | {"fields": fields}


def _field(chosen: Iterator[int], depth: int) -> dict[str, object]:
    byte = next(chosen, 0)
    field = {"type": _SORTS[byte % len(_SORTS)]} | _properties(_OPTIONS, chosen, byte // len(_SORTS) % 6)
    if field["type"] == "group" and depth < 2:
        names = [_NAMES[next(chosen, 0) % len(_NAMES)] for _ in range(next(chosen, 0) % 4)]
        field["fields"] = {name: _field(chosen, depth + 1) for name in names}
    return field


def _properties(known: dict[str, tuple[object, ...]], chosen: Iterator[int], count: int) -> dict[str, object]:
    found = {}
    for _ in range(count):
        byte = next(chosen, 0)
        name = tuple(known)[byte % len(known)]
        found[name] = known[name][byte // len(known) % len(known[name])]
    return found


@cache
def _world() -> dict[str, bytes]:
    return files_of((Path(__file__).parent / "world.txt").read_bytes())


TARGETS: dict[str, Target] = {
    "yaml": tree,
    "article": article,
    "body": body,
    "front": front,
    "value": value,
    "record": record,
    "edit": edit,
    "ledger": ledger,
    "configuration": configuration,
    "journal": pending,
    "search": search,
    "comment": comment,
    "schema": schema,
    "shape": shape,
    "person": person,
    "project": project,
}
