"""Small projects in memory: articles about few things whose ids are alike, and persons who edit the records."""

import random
from collections import Counter
from collections.abc import Callable, Iterable

from generator import pipeline
from generator.diagnostics.problem import Problem, failed
from generator.facts.model import Slot
from generator.project.files import ARTICLES, FACTS, RECORDS, REMOVED, Project
from generator.project.journal import Change
from generator.records.edit import remove_fact, set_fact
from generator.records.model import facts_in, record_facts
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.refactor.project_state import ProjectState, load_project_state
from generator.schema.model import Ref
from generator.schema.read import read_schema
from generator.text.source import SourceText

Texts = dict[str, str]
SCHEMA = read_schema()[0]
PERSONS = {"ann": "Ann", "ann-lee": "Ann Lee", "lee": "Lee"}
MEETINGS = {"talks": "The talks", "talks-ann": "Talks with Ann"}
DATES = ("2025-12-01", "2025-12-02", "2025-12-03")
ROLES = ("envoy", '"special envoy"', "chief")
WORDS = ("“no”", "“ann, lee and I”", "“yes: talks”")


def project(texts: Texts) -> Project:
    def folder(root: str) -> tuple[SourceText, ...]:
        return tuple(SourceText(path, texts[path]) for path in sorted(texts) if path.startswith(f"{root}/"))

    return Project(folder(ARTICLES), folder(RECORDS), (), folder(FACTS), removed=folder(REMOVED))


def changed(texts: Texts, changes: Iterable[Change]) -> Texts:
    """The texts after changes, each of which must know what it changes."""
    after = dict(texts)
    for change in changes:
        assert after.get(change.path) == change.old, change.path
        assert change.old != change.new
        if change.new is None:
            del after[change.path]
        else:
            after[change.path] = change.new
    return after


def extracted(texts: Texts) -> tuple[Texts, tuple[Problem, ...]]:
    given = pipeline.load(project(texts))
    changes, conflicts = pipeline.plan_changes(given)
    return changed(texts, changes), (*given.problems, *conflicts)


def stock_of(texts: Texts) -> ProjectState:
    stock, problems = load_project_state(project(texts))
    assert stock is not None, problems
    return stock


def facts_held(texts: Texts) -> Counter[tuple[Ref, Slot, str]]:
    """What all records hold, but for the ids that they had."""
    stock = stock_of(texts)
    return Counter(
        (record.ref, fact.slot, fact.value)
        for record in stock.reading.records
        for fact in record_facts(record, kind_of(stock, record.ref))
        if fact.slot.field != "previous_ids"
    )


def kind_of(stock: ProjectState, ref: Ref):
    kind = stock.schema.kind(ref.kind)
    assert kind is not None
    return kind


def comments_of(texts: Texts) -> Counter[str]:
    """All comments of all records but the lines for editors' programs."""
    found: Counter[str] = Counter()
    for path, text in texts.items():
        if path.startswith(RECORDS):
            found.update(comment.strip("# ") for comment in YamlDocument.parse(text).comments)
    return Counter({words: count for words, count in found.items() if not words.startswith("yaml-language-server")})


def world(pick: random.Random) -> Texts:
    """A sound project: articles, extraction, persons' edits, extraction."""
    texts = {f"{ARTICLES}/cast.md": _article("2025-11-30", "\n".join(_cast()))}
    for number in range(pick.randint(1, 3)):
        lines = [pick.choice(_LINES)(pick) for _ in range(pick.randint(1, 4))]
        name = pick.choice(("ann", "report", "talks"))
        texts[f"{ARTICLES}/{name}-{number}.md"] = _article(pick.choice(DATES), "\n\n".join(lines))
    texts, problems = extracted(texts)
    assert not failed(problems), problems
    for _ in range(pick.randint(0, 8)):
        edited = _edited(texts, pick)
        texts = texts if failed(pipeline.load(project(edited)).problems) else edited
    return extracted(texts)[0]


def _cast() -> list[str]:
    people = [f"[{name}]{{person={id_}}}" for id_, name in PERSONS.items()]
    return [*people, *(f'[{name}]{{meeting={id_} name="{name}" on=2025-12-02}}' for id_, name in MEETINGS.items())]


def _article(date: str, body: str) -> str:
    return f"---\ntitle: News\ndate: {date}\n---\n\n{body}\n"


def _person(pick: random.Random, extra: str = "") -> str:
    id_ = pick.choice(list(PERSONS))
    more = pick.choice(("", f" role={pick.choice(ROLES)}", " country=us", " born=1950", " born=1951"))
    written = pick.choice((id_, f'"{id_}"'))
    return f"[{pick.choice((PERSONS[id_], 'The ann'))}]{{person={written}{more}{extra}}}"


def _meeting(pick: random.Random) -> str:
    head = f"meeting={pick.choice(list(MEETINGS))} status={pick.choice(('planned', 'held'))}"
    head += pick.choice(("", " follows=talks", " duration=long"))
    if pick.random() < 0.3:
        return f"::: {{{head}}}\n{_person(pick, ' as=participant')} came, {_person(pick)} did not.\n:::"
    return f"[{_person(pick)} met {_person(pick)} on [a day]{{date={pick.choice(DATES)}}}]{{{head}}}."


def _quote(pick: random.Random) -> str:
    about = pick.choice(("", f" about={pick.choice(list(MEETINGS))}", f" about={pick.choice(list(PERSONS))}"))
    more = pick.choice(("", f" to={pick.choice(list(PERSONS))}", " on=2025-12-02"))
    return f"[{pick.choice(WORDS)}]{{.quote by={pick.choice(list(PERSONS))}{about}{more}}}"


def _document(pick: random.Random) -> str:
    return f"[The plan]{{document=plan by={pick.choice(list(PERSONS))} on={pick.choice(DATES)}}}"


_LINES = (_person, _meeting, _meeting, _quote, _quote, _document)


def _edited(texts: Texts, pick: random.Random) -> Texts:
    """The texts after one thing that a person did to a record."""
    path = pick.choice(sorted(path for path in texts if path.startswith(RECORDS)))
    text = pick.choice(_EDITS)(texts[path], path, pick)
    return {**texts, path: text} if opened(text) else texts


def opened(text: str) -> YamlDocument | None:
    try:
        return YamlDocument.parse(text)
    except EditRejectedError:
        return None


def _commented(text: str, _: str, pick: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = pick.randrange(len(lines))
    words = f"# note {pick.randint(100, 999)} on ann and talks"
    if pick.random() < 0.5 and not lines[at].startswith("#"):
        lines[at] = lines[at].rstrip("\r\n") + f"  {words}\n"
    else:
        lines.insert(at, f"{words}\n")
    return "".join(lines)


def _quoted(text: str, _: str, pick: random.Random) -> str:
    id_ = pick.choice([*PERSONS, *MEETINGS])
    mark = pick.choice("'\"")
    return text.replace(f": {id_}\n", f": {mark}{id_}{mark}\n", 1)


def _with_line_ends(text: str, _: str, pick: random.Random) -> str:
    return text.replace("\n", "\r\n") if pick.random() < 0.3 and "\r" not in text else text.removesuffix("\n")


def _put(text: str, path: str, pick: random.Random) -> str:
    """A fact by hand, a rejection among them."""
    person = pick.choice(list(PERSONS))
    slot, value = Slot("links"), f"https://example.org/{pick.randint(1, 3)}"
    if "/persons/" in path:
        slot, value = pick.choice(
            (
                (Slot("born"), pick.choice(("1949", "1950"))),
                (Slot("name"), pick.choice(("Ann of Lee", "Lee"))),
                (_item("person", "positions", "chief"), ""),
                (Slot("rejected", ("born", pick.choice(("1950", "1951")))), ""),
                (_item("person", "statements", "by hand"), ""),
            )
        )
    elif "/meetings/" in path:
        slot, value = pick.choice(
            (
                (Slot("participants", (person,)), ""),
                (Slot("hosts"), person),
                (Slot("rejected", ("participants", person)), ""),
                (Slot("rejected", ("participants.role", f"{person}, envoy")), ""),
                (Slot("follows"), pick.choice(list(MEETINGS))),
                (_item("meeting", "accounts", person, "by, hand"), ""),
            )
        )
    return _by_hand(text, path, lambda document, kind: set_fact(document, (slot, value), kind), slot)


def _item(kind_name: str, field_name: str, *key: str) -> Slot:
    """An item of a list whose key begins with these values; the rest of the key is empty."""
    kind = SCHEMA.kind(kind_name)
    field = kind and kind.field(field_name)
    assert field
    return Slot(field_name, (*key, *("" for _ in field.key[len(key) :])))


def _by_hand(text: str, path: str, change: Callable[..., YamlDocument], slot: Slot) -> str:
    document = opened(text)
    kind = next(kind for kind in SCHEMA.kinds if f"/{kind.plural}/" in path)
    if document is None or not kind.field(slot.field):
        return text
    try:
        after = change(document, kind)
        if slot.field == "rejected" and after.text != text:
            after = set_fact(after, (slot._replace(part="reason"), "by hand"), kind)
    except EditRejectedError:
        return text
    return after.text


def _dropped(text: str, path: str, pick: random.Random) -> str:
    """A fact out of the record."""
    document = opened(text)
    kind = next(kind for kind in SCHEMA.kinds if f"/{kind.plural}/" in path)
    if document is None:
        return text
    fact = pick.choice([*facts_in(document.tree, kind)])
    return _by_hand(text, path, lambda document, kind: remove_fact(document, fact, kind), fact[0])


_EDITS = (_commented, _commented, _quoted, _with_line_ends, _put, _put, _put, _dropped)
