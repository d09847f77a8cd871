"""What persons and articles do on the branches of a project in a real git repository.

A person's doings are not told to the history but seen: the facts that a hand's edit added to the record or took out.
"""

import os
import random
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from history_records import (
    LEDGER,
    RECORD,
    cell,
    facts_in,
    in_format_1,
    item_of,
    renamed_fact,
    show,
    some_edit,
    with_new_ids,
)

from generator import pipeline, refactor
from generator.diagnostics.problem import Problem, failed
from generator.facts.assemble import assemble
from generator.facts.ledger import Assertion
from generator.project.files import read_project
from generator.project.journal import Change
from generator.records.conflicts import without_rejected
from generator.schema.model import Ref
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlMapping, read

ATTRIBUTES = (Path(__file__).parents[2] / ".gitattributes").read_text("utf-8")
ENVIRONMENT = {
    **os.environ,
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "core.fsync",
    "GIT_CONFIG_VALUE_0": "none",
    "GIT_CONFIG_KEY_1": "gc.auto",
    "GIT_CONFIG_VALUE_1": "0",
    "GIT_CONFIG_KEY_2": "core.autocrlf",
    "GIT_CONFIG_VALUE_2": "false",
}
ARTICLES = ("a1", "a2", "a3")
FRONT = "---\ntitle: An article\ndate: 2025-12-0{day}\npublisher: The Paper\nlanguage: en\n---\n\n"
BASIS = '[The talks on [Tuesday]{date=2025-12-02}]{meeting=talks name="Talks"} were short.'
PASSAGES = (
    "[They were held]{meeting=talks status=held}.",
    "[They are planned]{meeting=talks status=planned}.",
    "[They were put off]{meeting=talks status=denied}.",
    "[A call]{meeting=talks format=call}.",
    "[In person]{meeting=talks format=in-person}.",
    "[[Ann]{person=ann-roe role=envoy} came]{meeting=talks}.",
    "[[Ann]{person=ann-roe role=adviser} came]{meeting=talks}.",
    "[[Bo]{person=bo-lind} came]{meeting=talks}.",
    "[[Zed]{person=zed-ode for=us} came]{meeting=talks}.",
    "[[Kim]{person=kim-yu for=us role=envoy} came]{meeting=talks}.",
    "[“Good”]{.quote by=ann-roe about=talks on=2025-12-03}, she said.",
    "[“Bad”]{.quote by=zed-ode about=talks}, he said.",
)
PEOPLE = " ".join(f"[{id_}]{{person={id_}}}" for id_ in ("ann-roe", "bo-lind", "zed-ode", "kim-yu"))
RENAMED = {"ann-roe": "ann-berg", "bo-lind": "bo-falk"}
MERGED = {"kim-yu": "zed-ode"}


class Doings(NamedTuple):
    """What persons did on a branch: facts that they wrote and that stand, that they took out, and all they touched.

    `pending` is what changed since the last extraction, and the record is `unread` if anything in it did, be it only
    the order of its lines: no ledger knows of that yet.
    """

    wrote: frozenset[Assertion] = frozenset()
    removed: frozenset[Assertion] = frozenset()
    touched: frozenset[Assertion] = frozenset()
    pending: frozenset[Assertion] = frozenset()
    doubtful: bool = False
    renamed: frozenset[tuple[str, str]] = frozenset()
    unread: bool = False

    def union(self, other: "Doings") -> "Doings":
        """What was done on either branch, by the ids that both have now."""
        renamed = self.renamed | other.renamed
        one, two = self.with_ids(renamed), other.with_ids(renamed)
        facts = (mine | theirs for mine, theirs in zip(one[:3], two[:3], strict=True))
        is_unread = self.unread or other.unread
        return Doings(*facts, self.pending | other.pending, self.doubtful or other.doubtful, renamed, is_unread)

    def with_ids(self, renamed: Iterable[tuple[str, str]]) -> "Doings":
        facts = (frozenset(renamed_fact(fact, renamed) for fact in facts) for facts in self[:3])
        return Doings(*facts, self.pending, self.doubtful, frozenset(renamed), self.unread)


@dataclass
class GitBranches:
    """One repository, its branches, and what persons did on each."""

    root: Path
    pick: random.Random
    with_attributes: bool = True
    doings: dict[str, Doings] = field(default_factory=dict)
    past: dict[str, list[Doings]] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    was_old: bool = False
    branch: str = "main"
    count: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ("git", *words), cwd=self.root, env=ENVIRONMENT, check=check, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def begin(self) -> None:
        self.git("init", "--quiet", "--initial-branch=main")
        self.doings["main"] = Doings()
        attributes = ATTRIBUTES if self.with_attributes else "* text=auto\n"
        self.write(".gitattributes", attributes)
        for article in ARTICLES[:2]:
            self.write_article(article, self.pick.sample(PASSAGES, self.pick.randint(2, 6)), basis=True)
        self.write("content/articles/people.md", FRONT.format(day=1) + PEOPLE + "\n")
        self.extract()
        self.commit()

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def text(self, path: str) -> str | None:
        target = self.root / path
        return target.read_bytes().decode() if target.is_file() else None

    def write_article(self, name: str, passages: list[str], *, basis: bool) -> None:
        front = FRONT.format(day=ARTICLES.index(name) + 3)
        body = [BASIS] * basis + [passage for passage in self.passages() if passage in passages]
        self.write(f"content/articles/{name}.md", front + "\n\n".join(body) + "\n")

    def passages(self) -> list[str]:
        """What articles can say, by the ids that the branch has."""
        return [with_new_ids(passage, self.now.renamed) for passage in PASSAGES]

    def is_said(self, passage: str) -> bool:
        """Whether an article of the branch has a passage."""
        return any(passage in (self.text(f"content/articles/{name}.md") or "") for name in ARTICLES)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", f"a step of {self.branch}")
        self.past.setdefault(self.branch, []).append(self.now)

    @property
    def now(self) -> Doings:
        return self.doings[self.branch]

    # --- what the record holds, and what articles assert

    def held(self) -> frozenset[Assertion]:
        return facts_in(self.text(RECORD))

    def wanted(self, given: pipeline.Input) -> frozenset[Assertion]:
        found = given.loaded
        desired = assemble(found.facts, found.first_mentions, [article.id for article in found.articles], found.schema)
        one = desired.get(Ref("meeting", "talks"))
        if one is None:
            return frozenset()
        tree, _ = read(SourceText("", self.text(RECORD) or ""))
        facts = without_rejected(one.assertions, tree) if isinstance(tree, YamlMapping) else one.assertions
        return frozenset(facts | {item_of(fact) for fact in facts if fact[0].part})

    # --- steps

    def change_article(self, passage: str = "") -> None:
        """An article gains or loses passages; or it gains a certain one."""
        name = self.pick.choice(ARTICLES)
        path = f"content/articles/{name}.md"
        old = self.text(path)
        known = self.passages()
        passages = [passage for passage in known if old and passage in old]
        if passage:
            passages.append(with_new_ids(passage, self.now.renamed))
        for _ in range(0 if passage else self.pick.randint(1, 3)):
            passage = self.pick.choice(known)
            (passages.remove if passage in passages else passages.append)(passage)
        self.write_article(name, passages, basis=old is None or BASIS in old)
        self.log.append(f"{self.branch}: article {name}: {passages}")

    def edit(self, by_hand: Callable[[list[str]], str] | None = None) -> None:
        """A person takes out lines of the record, changes a value, or adds one; or a certain edit."""
        text = self.text(RECORD)
        if text is None:
            return
        before = self.held()
        edited = some_edit(text, self.pick) if by_hand is None else by_hand(text.splitlines(keepends=True))
        if edited is None:
            return
        self.write(RECORD, edited)
        after = self.held()
        self.see(before, after)
        self.log.append(f"{self.branch}: hand: out {show(before - after)} in {show(after - before)}")

    def see(self, before: frozenset[Assertion], after: frozenset[Assertion]) -> None:
        wrote, removed, touched, pending, doubtful, renamed, _ = self.now
        self.count["facts changed by hand"] += len(before ^ after)
        restored = (after - before) & pending  # The record is again as the last extraction left it.
        self.doings[self.branch] = Doings(
            (wrote | (after - before - restored)) & after,
            (removed | (before - after)) - after,
            touched | {cell(fact) for fact in before ^ after},
            pending=pending ^ before ^ after,
            doubtful=doubtful,
            renamed=renamed,
            unread=True,
        )

    def extract(self) -> tuple[frozenset[Assertion], tuple[Problem, ...]]:
        """One extraction, its result written; what a person took out and no article asserts is forgotten."""
        given = pipeline.load(*read_project(self.root))
        assert not failed(given.problems), self.story(f"{given.problems}")
        wanted = self.wanted(given)
        changes, problems = pipeline.plan_changes(given)
        assert not failed(problems), self.story(f"{problems}")
        self.carry_out(changes)
        if self.branch in self.old and (text := self.text(LEDGER)):
            self.write(LEDGER, in_format_1(text))
        held = self.held()
        now = self.now
        wrote, removed = now.wrote & held, now.removed - held
        self.doings[self.branch] = now._replace(wrote=wrote, removed=removed, pending=frozenset(), unread=False)
        self.count["extractions"] += 1
        self.log.append(f"{self.branch}: extract: {[p.message for p in problems if 'talks' in p.span.source.path]}")
        return wanted, problems

    def carry_out(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if change.new is None:
                (self.root / change.path).unlink()
            else:
                self.write(change.path, change.new)

    def change_ids(self) -> None:
        """A person renames an id, merges two, or splits one."""
        self.extract()
        project, _ = read_project(self.root)
        what = self.pick.choice(("rename", "rename", "merge", "split"))
        if what == "split":
            changes, problems = refactor.split(project, "zed-ode", "zed-two", [self.pick.choice(ARTICLES)])
        else:
            old, new = self.pick.choice(sorted((RENAMED if what == "rename" else MERGED).items()))
            changes, problems = (refactor.rename if what == "rename" else refactor.merge)(project, old, new)
        if failed(problems):
            return
        before = self.held()
        self.carry_out(changes)
        self.count[what] += 1
        self.log.append(f"{self.branch}: {what}: {[change.path for change in changes]}")
        if what != "split":
            now = self.now.with_ids(self.now.renamed | {(old, new)})
            before, after = {renamed_fact(fact, now.renamed) for fact in before}, self.held()
            touched = now.touched | {cell(fact) for fact in before ^ after}
            if what == "merge":
                touched |= {cell(fact) for fact in before | after if new in (fact[1], *fact[0].key)}
            self.doings[self.branch] = now._replace(
                wrote=now.wrote & after, removed=now.removed - after, touched=frozenset(touched)
            )

    def lose_ledger(self) -> None:
        """Somebody deletes the ledger."""
        (self.root / LEDGER).unlink(missing_ok=True)
        self.doings[self.branch] = self.now._replace(doubtful=True)
        self.count["ledgers deleted"] += 1
        self.log.append(f"{self.branch}: the ledger is deleted")

    def revert(self) -> None:
        """The last commit is taken back, and everything is as it was before."""
        past = self.past.get(self.branch, [])
        if len(past) < 2 or self.is_merge():
            return
        self.git("revert", "--no-commit", "HEAD", check=False)
        self.doings[self.branch] = past[-2]._replace(touched=past[-1].touched, doubtful=past[-1].doubtful)
        self.commit()
        self.count["reverts"] += 1
        self.log.append(f"{self.branch}: revert")

    def force(self) -> None:
        """The branch goes back by a commit, as before a force-push."""
        past = self.past.get(self.branch, [])
        if len(past) < 2 or self.is_merge():
            return
        self.git("reset", "--quiet", "--hard", "HEAD~1")
        past.pop()
        self.doings[self.branch] = past[-1]
        self.count["force-pushes"] += 1
        self.log.append(f"{self.branch}: reset by a commit")

    def is_merge(self) -> bool:
        """Whether the last commit is no step of this branch's own."""
        told = self.git("log", "-1", "--format=%s|%P").strip()
        return not told.startswith(f"a step of {self.branch}|") or " " in told.partition("|")[2]

    def facts_at(self, commit: str) -> frozenset[Assertion]:
        return facts_in(self.git("show", f"{commit}:{RECORD}", check=False) or None)

    def switch(self, name: str, start: str = "") -> None:
        self.git("checkout", "--quiet", *(["-B", name, start] if start else [name]))
        if start:
            self.doings[name] = self.doings[start]
            self.past[name] = [self.doings[start]]
        self.branch = name

    def story(self, what: str) -> str:
        return "\n".join((what, *self.log))
