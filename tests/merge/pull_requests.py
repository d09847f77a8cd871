"""Two branches of a real git repository that each add an article about the same people, and their merge."""

import os
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from worlds import seeded

from generator.facts.ledger import SUFFIX, Assertion, Ledger
from generator.facts.ledger_text import read_ledger, write_ledger
from generator.facts.model import Slot
from generator.records.conflicts import Conflict
from generator.records.merge import merge_record
from generator.records.model import Record, record_facts
from generator.records.new import new_record
from generator.schema.model import Ref
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.yaml_tree import read

ATTRIBUTES = (Path(__file__).parents[2] / ".gitattributes").read_text("utf-8")
KINDS = {kind.name: kind for kind in read_schema()[0].kinds}
PEOPLE = ("anna-orlova", "boris-lind", "carla-reyes")
MEETING = Ref("meeting", "2025-12-02-munich")
REFS = (*(Ref("person", name) for name in PEOPLE), MEETING)
ENVIRONMENT = {
    **os.environ,
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}

Article = dict[Ref, frozenset[Assertion]]


class Merged(NamedTuple):
    """What `git merge` left in conflict, and what extraction then says of each record."""

    conflicts: tuple[str, ...]
    problems: tuple[Conflict, ...]


class Repository:
    """A scratch repository with records and ledgers as extraction writes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "core.autocrlf", "false")
        (root / ".gitattributes").write_text(ATTRIBUTES)
        self.commit("the ground")
        self.git("branch", "ground")

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ("git", *words), cwd=self.root, env=ENVIRONMENT, check=check, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def record(self, ref: Ref) -> Path:
        return self.root / "content/records" / KINDS[ref.kind].plural / f"{ref.id}.yaml"

    def ledger(self, ref: Ref) -> Path:
        return self.root / "content/facts" / KINDS[ref.kind].plural / f"{ref.id}{SUFFIX}"

    def path(self, ref: Ref) -> str:
        return self.record(ref).relative_to(self.root).as_posix()

    def text(self, ref: Ref) -> str | None:
        path = self.record(ref)
        return path.read_bytes().decode() if path.exists() else None

    def base(self, ref: Ref) -> Ledger:
        path = self.ledger(ref)
        ledger, problems = read_ledger(SourceText("", path.read_text("utf-8") if path.exists() else ""))
        assert not [problem for problem in problems if problem.severity == "error"], problems
        return ledger

    def extract(self, articles: list[Article]) -> tuple[Conflict, ...]:
        """Bring records and ledgers in line with the articles."""
        told: list[Conflict] = []
        for ref in REFS:
            text = self.text(ref)
            held = None if text is None or "<<<<<<<" in text else facts_of(text, ref)
            result = merge_record(self.base(ref), asserted(articles, ref), text, held, KINDS[ref.kind])
            told += result.conflicts
            for path, text in ((self.record(ref), result.text), (self.ledger(ref), write_ledger(result.ledger))):
                path.parent.mkdir(parents=True, exist_ok=True)
                if text:
                    path.write_bytes(text.encode())
                else:
                    path.unlink(missing_ok=True)
        return tuple(told)

    def branch(self, name: str, articles: list[Article], start: str = "start") -> None:
        self.git("checkout", "--quiet", "-B", name, start)
        self.extract(articles)
        self.commit(name)

    def merge(self, other: str) -> tuple[str, ...]:
        """Merge a branch into the current one; the paths that git leaves in conflict."""
        self.git("merge", "--quiet", "--no-edit", other, check=False)
        return tuple(sorted({row.split("\t")[1] for row in self.git("ls-files", "--unmerged").splitlines()}))


def asserted(articles: list[Article], ref: Ref) -> frozenset[Assertion]:
    """What articles assert of one record together; of a single value the last article's."""
    singles: dict[Slot, str] = {}
    others: set[Assertion] = set()
    kind = KINDS[ref.kind]
    for article in articles:
        for slot, value in article.get(ref, ()):
            field = kind.field(slot.field)
            if slot.part or (field and not field.many):
                singles[slot] = value
            else:
                others.add((slot, value))
    return frozenset({*others, *singles.items()})


def some_article(pick: random.Random, number: int) -> Article:
    """An article about one meeting and some of its people."""
    here = pick.sample(PEOPLE, pick.randint(1, 3))
    article: Article = {MEETING: frozenset(_meeting(pick, here, number))}
    for person in here:
        article[Ref("person", person)] = frozenset(_person(pick, person, number))
    return article


def _meeting(pick: random.Random, here: list[str], number: int) -> list[Assertion]:
    facts = [(Slot("name"), "Talks in Moscow"), (Slot("date"), "2025-12-02")]
    for person in [*here, *pick.sample(["dmitri-vasin", "emma-hall", "farid-aziz", "george-tan", "hana-mori"], 2)]:
        key = (person,)
        facts += [(Slot("participants", key), ""), (Slot("participants", key, "for"), "no" if person < "c" else "us")]
    facts.append((Slot("topics"), pick.choice(["ceasefire", "exchange", "grain", "ports"])))
    key = (here[0], f"words of article {number}", "", "")
    return [*facts, (Slot("accounts", key), ""), (Slot("accounts", key, "on"), "2025-12-03")]


def _person(pick: random.Random, person: str, number: int) -> list[Assertion]:
    facts = [(Slot("name"), person.replace("-", " ").title())]
    if pick.random() < 0.6:
        key = (pick.choice(["adviser", "envoy", "minister", "spokesperson"]), "us", "")
        facts.append((Slot("positions", key), ""))
    if pick.random() < 0.3:
        facts.append((Slot("country"), "us"))
    if pick.random() < 0.5:
        key = (f"statement in article {number}", "2025-12-03", "", "")
        facts.append((Slot("statements", key), ""))
    return facts


def facts_of(text: str | None, ref: Ref) -> frozenset[Assertion]:
    if text is None:
        return frozenset()
    tree, problems = read(SourceText("", text))
    assert tree is not None, problems
    return frozenset((f.slot, f.value) for f in record_facts(Record(ref, SourceText("", text), tree), KINDS[ref.kind]))


def try_pair(repository: Repository, seed: int, most: int = 4) -> Counter[str]:
    """One pair of pull requests, merged one after the other, checked, and counted.

    Where git leaves a record in conflict, one side is taken, in every other pair together with its ledger.
    """
    pick = seeded(seed)
    before = [some_article(pick, number) for number in range(pick.randint(0, most))]
    left, right = some_article(pick, 98), some_article(pick, 99)
    repository.branch("start", before, "ground")
    repository.branch("left", [*before, left])
    repository.branch("right", [*before, right])
    conflicts = repository.merge("left")
    assert not [path for path in conflicts if path.startswith("content/facts")], conflicts
    count = Counter({"pairs": 1, "pairs in conflict": bool(conflicts), "records in conflict": len(conflicts)})
    count["records that both changed"] += sum(ref in left and ref in right for ref in REFS)
    everything = [*before, left, right]
    with_ledger = seed % 2 == 0
    for ref in REFS:
        if repository.path(ref) in conflicts:
            repository.git("checkout", "--ours", "--", repository.path(ref))
            if with_ledger:
                repository.git("checkout", "HEAD", "--", str(repository.ledger(ref)))
    repository.extract(everything)
    for ref in REFS:
        wanted = asserted(everything, ref)
        lacking = wanted - facts_of(repository.text(ref), ref)
        assert facts_of(repository.text(ref), ref) <= wanted
        assert not lacking
        if wanted:
            assert repository.text(ref) == new_record(wanted, KINDS[ref.kind])
            count["records healed"] += 1
    repository.git("merge", "--abort", check=False)
    repository.git("reset", "--quiet", "--hard")
    return count
