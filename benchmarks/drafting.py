"""Drafted annotations against human ones: `python benchmarks/drafting.py [--half 0|1|2] [--kind news|interview]`.

Stands on the Wikinews documents of the GUM corpus, which are read in place. Every second document, in the order of the
names, is the half that the rules were tuned on (0); figures to quote are those of the other half (1). Names are cut out
of the corpus' phrases by rules of thumb, whose errors are in every figure. Then: how long a draft takes with 10,000
records, in this process and as a command.
"""

import argparse
import ast
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from project import REPOSITORY

from generator.drafting import Draft, Entry, Proposal, Register, build_drafter, draft_one
from generator.drafting.language import language
from generator.text.source import SourceText

CORPORA = Path(os.environ.get("COMMUNIQUE_CORPORA") or REPOSITORY.parent / "shared/corpora")
LABELS = CORPORA.parent / "prototypes/annotate/evalquotes.py"
KINDS = {"person": "person", "place": "place", "country": "place", "org": "organization"}
RECORDS = 10_000
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_CUT = re.compile(r", | \(| (?:who|which|that|where|in which)\b")
_CAPITALS = re.compile(
    r"(?:[A-Z]\.)+|[^\W\d_a-z][\w'-]*(?:(?: | of | of the | for | for the | and | de | van | von | & |\. )(?=[A-Z])"
    r"(?:(?:[A-Z]\.)+|[A-Z][\w'-]*))*"
)
_CREDIT = re.compile(r"(?:Image|Photo): ?$")
_PRONOUN = re.compile(r"(?:I|We|You|He|She|They|It|Our|Your|My|His|Her|Their|Who|This|That|These|Those|Its|Us|Me)\b.*")
Document = dict[str, Any]


class Name(NamedTuple):
    """A name that a person annotated: its place, kind, and the Wikipedia title of its thing."""

    start: int
    end: int
    kind: str
    identity: str


def documents(half: int, kind: str) -> Iterator[Document]:
    """The documents of a half, 2 for both."""
    for index, path in enumerate(sorted((CORPORA / "wikinews-gum").glob("*.json"))):
        if half in (2, index % 2) and kind in path.stem:
            yield json.loads(path.read_text("utf-8"))


def names_of(document: Document) -> list[Name]:
    """The names in the phrases for persons, places and organizations, the innermost phrase first.

    Peoples, titles alone and photo credits are no names, as a draft leaves them alone.
    """
    found: dict[tuple[int, int], Name] = {}
    peoples = language("en").peoples
    mentions = [each for each in document["mentions"] if each["type"] in KINDS.values()]
    for mention in sorted(mentions, key=lambda each: each["end"] - each["start"]):
        if name := _name(document["text"], mention):
            inner = [key for key in found if name.start <= key[0] and key[1] <= name.end]
            text = document["text"]
            if all(part in peoples for part in text[name.start : name.end].split(" ")):
                continue
            if not inner and not _CREDIT.search(text[text.rfind("\n", 0, name.start) + 1 : name.start]):
                found[name.start, name.end] = name
    return sorted(found.values())


def _name(text: str, mention: Document) -> Name | None:
    """The longest run of capitalised words of a phrase, up to what explains it."""
    start, phrase = mention["start"], text[mention["start"] : mention["end"]]
    if article := _ARTICLE.match(phrase):
        start, phrase = start + article.end(), phrase[article.end() :]
    if cut := _CUT.search(phrase):
        phrase = phrase[: cut.start()]
    longest = max(_CAPITALS.finditer(phrase), key=lambda match: len(match.group()), default=None)
    if longest is None or _PRONOUN.fullmatch(longest.group()):
        return None
    words = re.sub(r"['’]s?$", "", longest.group())
    opens = re.search(r"(?:^|[.!?\n]\s*|[\"“])$", text[max(0, start + longest.start() - 3) : start + longest.start()])
    if opens and " " not in words and re.search(rf"\b{re.escape(words.lower())}\b", text):
        return None
    begin = start + longest.start()
    return Name(begin, begin + len(words), mention["type"], mention["identity"] or "")


def title_of(identity: str) -> str:
    """The name in a Wikipedia title."""
    return re.sub(r" \(.*\)$", "", unquote(identity).replace("_", " "))


def register_of(every: Sequence[Document]) -> Register:
    """A register that knows every thing that has a title, by the title alone."""
    words = {"organization": "org", "person": "person", "place": "place"}
    known = {name.identity: words[name.kind] for document in every for name in names_of(document) if name.identity}
    return Register(
        tuple(Entry(kind, f"known-{n}", (title_of(i),)) for n, (i, kind) in enumerate(sorted(known.items())))
    )


def drafted(document: Document, register: Register) -> tuple[Draft, int]:
    """The draft of a document, and where its text begins in the article."""
    front = f"---\ntitle: x\ndate: {document['date']}\nlanguage: en\n---\n\n"
    return draft_one(SourceText("a.md", front + document["text"]), build_drafter(register, "en")), len(front)


def score_names(every: Sequence[Document], register: Register) -> Counter[str]:
    """Counts: gold names, proposals, those that meet, of these the right kinds, and the same of the sure ones."""
    counts: Counter[str] = Counter()
    for document in every:
        draft, shift = drafted(document, register)
        gold = names_of(document)
        free = set(range(len(gold)))
        for proposal in (each for each in draft.proposals if each.kind in KINDS):
            met = _meeting(proposal, shift, gold, free)
            right = met is not None and KINDS[proposal.kind] == gold[met].kind
            free -= {met} if met is not None else set()
            counts.update(proposed=1, met=met is not None, kind=right)
            if proposal.confidence == "sure":
                counts.update(sure=1, sure_right=right)
        counts.update(
            gold=len(gold), missed=len([index for index in free if not _is_inside(gold[index], draft, shift)])
        )
        known = [
            index
            for index, name in enumerate(gold)
            if name.identity and (index not in free or not _is_inside(name, draft, shift))
        ]
        counts.update(known=len(known), known_met=len([index for index in known if index not in free]))
    return counts


def _meeting(proposal: Proposal, shift: int, gold: Sequence[Name], free: set[int]) -> int | None:
    start, end = proposal.start - shift, proposal.end - shift
    touching = [index for index in free if gold[index].start < end and start < gold[index].end]
    return min(touching, key=lambda i: abs(gold[i].start - start) + abs(gold[i].end - end), default=None)


def _is_inside(name: Name, draft: Draft, shift: int) -> bool:
    """Whether a name is a part of a longer one that is proposed."""
    return any(
        each.kind in KINDS and each.start - shift <= name.start and name.end <= each.end - shift
        for each in draft.proposals
    )


def score_dates(every: Sequence[Document]) -> Counter[str]:
    """Counts: gold dates, proposals, those that meet, and of those with one value the right ones."""
    counts: Counter[str] = Counter()
    for document in every:
        draft, shift = drafted(document, Register())
        dates = [each for each in draft.proposals if each.kind == "date"]
        counts.update(proposed=len(dates), gold=len(document["dates"]))
        for gold in document["dates"]:
            met = [d for d in dates if d.start - shift < gold["end"] and gold["start"] < d.end - shift]
            pairs = dict(re.findall(r'([\w-]+)="([^"]*)"', gold["when"]))
            value = pairs.get("when") or "/".join(filter(None, (pairs.get("from"), pairs.get("to"))))
            counts.update(met=bool(met), valued=bool(met and value), value=any(d.id == value for d in met))
    return counts


def score_quotes(every: Sequence[Document]) -> Counter[str]:
    """Counts: quotations with a named speaker by the labels of the note, those found, and those with the speaker."""
    counts: Counter[str] = Counter()
    if not LABELS.is_file():
        return counts
    told = next(node for node in ast.parse(LABELS.read_text("utf-8")).body if isinstance(node, ast.Assign))
    labels: dict[str, dict[int, str]] = ast.literal_eval(told.value)
    for document in every:
        draft, shift = drafted(document, Register())
        names: dict[str, str] = {}
        for each in draft.proposals:
            names[each.id] = f"{names.get(each.id, '')} {each.name} {each.text}"
        quotes = {each.start - shift: each for each in draft.proposals if each.kind == "quote"}
        for start, speaker in labels.get(document["id"].removeprefix("GUM_"), {}).items():
            if not speaker.startswith("-"):
                found = quotes.get(start)
                right = found is not None and any(each in names.get(found.id, "") for each in speaker.split("|"))
                counts.update(gold=1, span=found is not None, speaker=right)
    return counts


def invented(count: int) -> list[str]:
    """Names that nobody has."""
    chance = random.Random(3)  # noqa: S311 -- the same names in every run
    syllables = ["ka", "lo", "mi", "ra", "ten", "vor", "sel", "dun", "gar", "bel", "nor", "fin", "tas", "mur", "pel"]
    given = [
        "Ann",
        "Bo",
        "Carl",
        "Dora",
        "Emil",
        "Fay",
        "Gus",
        "Hal",
        "Ida",
        "Jon",
        "Kay",
        "Leo",
        "Mia",
        "Ned",
        "Oda",
        "Pia",
        "Rex",
        "Sue",
        "Tom",
        "Una",
    ]
    names = {f"{chance.choice(given)} {''.join(chance.choices(syllables, k=4)).title()}" for _ in range(count * 2)}
    return sorted(names)[:count]


def print_times(document: Document) -> None:
    """How long a draft of 5 KB takes with 10,000 records: ready in this process, and as a command."""
    names = invented(RECORDS)
    entries = tuple(Entry("person", name.lower().replace(" ", "-"), (name,)) for name in names)
    given = build_drafter(Register(entries), "en")
    source = SourceText("a.md", f"---\ntitle: x\ndate: {document['date']}\n---\n\n{document['text']}")
    draft_one(source, given)
    begin = time.process_time()
    draft_one(source, given)
    taken = time.process_time() - begin
    print(f"draft of {len(source.text):,} characters, {RECORDS:,} records, in process: {taken:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content/articles").mkdir(parents=True)
        (root / "content/records/persons").mkdir(parents=True)
        (root / "content/articles/a.md").write_text(source.text, "utf-8")
        for name in names:
            path = root / f"content/records/persons/{name.lower().replace(' ', '-')}.yaml"
            path.write_text(f"name: {name}\ncountry: us\n", "utf-8")
        begin = time.perf_counter()
        command = [sys.executable, "-m", "generator", "annotate", "--root", folder, "a", "--format", "json"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own command
        print(f"the same as a command: {time.perf_counter() - begin:.2f} s")


def share(part: int, whole: int) -> str:
    """A part of a whole to two places."""
    return f"{part / whole:.2f}" if whole else "–"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", type=int, default=1, choices=(0, 1, 2), help="0 tuned on, 1 the other, 2 both")
    parser.add_argument("--kind", default="news", help="news, interview, or a document's name")
    chosen = parser.parse_args()
    every = list(documents(chosen.half, chosen.kind))
    print(f"{len(every)} documents of half {chosen.half}, {date.today()}")  # noqa: DTZ011 -- a day to read, no more
    for label, register in (("empty register", Register()), ("every name known", register_of(list(documents(2, ""))))):
        c = score_names(every, register)
        print(
            f"names, {label}: precision {share(c['met'], c['proposed'])},"
            f" recall {share(c['gold'] - c['missed'], c['gold'])},"
            f" kind {share(c['kind'], c['met'])}, with a title {share(c['known_met'], c['known'])},"
            f" sure right {share(c['sure_right'], c['sure'])} of {c['sure']}"
        )
    c = score_dates(every)
    print(
        f"dates: precision {share(c['met'], c['proposed'])}, recall {share(c['met'], c['gold'])},"
        f" value {share(c['value'], c['valued'])} of {c['valued']}"
    )
    c = score_quotes(every)
    print(f"quotations: span {share(c['span'], c['gold'])}, speaker {share(c['speaker'], c['gold'])} of {c['gold']}")
    print_times(every[0])


if __name__ == "__main__":
    main()
