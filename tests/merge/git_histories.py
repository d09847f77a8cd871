"""Random histories of a project in a real git repository: its branches are merged, and the law for each merge.

A person's doings are not told to the history but seen: the facts that a hand's edit added to the record or took out.
"""

from collections.abc import Iterable
from pathlib import Path

from git_branches import ARTICLES, BASIS, MERGED, RENAMED, Doings, GitBranches
from history_records import (
    LEDGER,
    RECORD,
    cell,
    difference,
    item_of,
    kept_edits,
    show,
    with_new_ids,
    without_twins,
)

from generator import pipeline
from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion


class GitHistory(GitBranches):
    """One repository whose branches are merged."""

    def merge(self, other: str, how: str) -> None:
        """Join another branch in one of git's ways, resolve what conflicts by one side's file, and extract once."""
        self.was_old |= not self.old.isdisjoint({self.branch, other})
        self.old -= {self.branch}
        mine, theirs = self.now, self.doings[other]
        if self.git("merge-base", "HEAD", other) == self.git("rev-parse", "HEAD"):
            mine = theirs  # all that was done here went into that branch before, and stands there or was given up
        if theirs.renamed != mine.renamed and how == "cherry-pick":
            how = "merge"  # the last commit alone has no renaming in it
        if how == "cherry-pick":  # nor what a person did in earlier ones
            before, after = self.facts_at(f"{other}~1"), self.facts_at(other)
            theirs = theirs._replace(wrote=theirs.wrote & (after - before), removed=theirs.removed & (before - after))
        words = {
            "merge": ("merge", "--quiet", "--no-edit", other),
            "squash": ("merge", "--quiet", "--squash", other),
            "cherry-pick": ("cherry-pick", other),
            "rebase": ("rebase", "--quiet", other),
        }[how]
        self.log.append(f"{self.branch}: {how} {other}")
        before = {side: self.git("show", f"{name}:{LEDGER}", check=False) for side, name in ours_theirs(self, other)}
        self.git(*words, check=False)
        sides = self.resolve(how)
        if self.pick.random() < 0.07:
            side = self.pick.choice(sorted(before))
            self.write(LEDGER, before[side])
            sides.append(f"{side} {LEDGER}")
            self.log.append(f"  the ledger of {side}")
        both = mine.union(theirs)
        self.doings[self.branch] = both
        self.mend_ids(both.renamed)
        both = self.now
        is_known = not (self.was_old or both.doubtful or both.unread or any(side.endswith(LEDGER) for side in sides))
        is_sure = how in ("merge", "squash") and is_known and not self.old
        is_first = not (both.doubtful or any(side.endswith(LEDGER) for side in sides))
        self.doings[self.branch] = both = both._replace(doubtful=not is_sure)
        wrote = mine.with_ids(both.renamed).wrote, theirs.with_ids(both.renamed).wrote
        kept = kept_edits(*wrote, sides, is_rebase=how == "rebase")
        if self.was_old:  # its ledgers do not list what a person wrote before an article asserted it
            kept = frozenset()
        kept_by_git = self.held()
        wanted, unclaimed = self.check(both, kept, is_clean=not sides, is_sure=is_sure, is_first=is_first)
        # What a person wrote just before the merge, and an article says too, looks like the article's to the ledger.
        # What the side that was taken lacks, and an article says, is written again as the article's.
        wrote = self.now.wrote - (both.pending & wanted)
        self.doings[self.branch] = self.now._replace(wrote=wrote & kept_by_git if sides else wrote)
        if is_known and self.pick.random() < 0.6:
            self.commit()
            self.drop(wanted, kept_by_git, unclaimed, is_sure=is_sure)
        self.commit()

    def drop(
        self,
        asserted: frozenset[Assertion],
        kept: frozenset[Assertion],
        unclaimed: frozenset[Assertion],
        *,
        is_sure: bool,
    ) -> None:
        """Articles drop passages: what persons wrote and git kept stays even if it was asserted, which is told.

        What is `unclaimed` stays, as the merge told. After a rebase or the like, whose ledger may take another's fact
        for a person's, more may stay if that is told.
        """
        for name in ARTICLES:
            old = self.text(f"content/articles/{name}.md") or ""
            rest = [passage for passage in self.passages() if passage in old and self.pick.random() < 0.2]
            self.write_article(name, rest, basis=BASIS in old)
        before, (wanted, problems) = self.now.wrote & kept & self.held(), self.extract()
        self.log.append(f"{self.branch}: articles drop {show(asserted - wanted)}; by hand {show(before)}")
        after, said = self.held(), told_of(problems)
        self.count["facts of persons that articles dropped"] += len((before & asserted) - wanted)
        for fact in before:
            assert fact in after, self.story(f"a person's fact went with the article: {fact}")
            is_told = fact in wanted or is_named(fact, said) or is_named(item_of(fact), said)
            assert is_told or fact not in asserted or self.has_source(fact), self.story(f"not told: {fact}")
        for fact in after - wanted - self.now.wrote - unclaimed:
            hands = any(item_of(fact) == item_of(hand) for hand in self.now.wrote | self.now.touched)
            is_told = not is_sure and is_named(fact, said)
            assert hands or is_told or cell(fact) in self.now.touched, self.story(f"stale: {fact}")

    def has_source(self, fact: Assertion) -> bool:
        return (fact[0]._replace(part="source"), "a1") in self.held()

    def resolve(self, how: str) -> list[str]:
        """Take one side's file for each in conflict, until git has nothing left to do."""
        sides: list[str] = []
        for _ in range(20):
            unmerged = sorted({row.split("\t")[1] for row in self.git("ls-files", "--unmerged").splitlines()})
            for path in unmerged:
                if path == LEDGER and self.pick.random() < 0.3 and "<<<<<<<" in (self.text(LEDGER) or ""):
                    self.count["ledgers with marks"] += 1
                    continue
                if self.has_new_id(path):
                    (self.root / path).unlink(missing_ok=True)
                else:
                    sides.append(self.take_side(path))
            if unmerged:
                self.git("add", "--all")
                self.log.append(f"  {sides}")
            if how in ("cherry-pick", "rebase") and self.is_under_way():
                if self.git("status", "--porcelain"):
                    self.git("-c", "core.editor=true", how, "--continue", check=False)
                else:
                    self.git(how, "--skip", check=False)
            elif not unmerged:
                break
        return sides

    def has_new_id(self, path: str) -> bool:
        """Whether a file is that of a person who has another id now."""
        old = Path(path).stem
        new = (RENAMED | MERGED).get(old)
        return new is not None and f"/persons/{new}." in self.git("ls-files")

    def take_side(self, path: str) -> str:
        side = self.pick.choice(("--ours", "--theirs"))
        self.git("checkout", side, "--", path, check=False)
        stage = "2" if side == "--ours" else "3"
        if f" {stage}\t{path}" not in self.git("ls-files", "--unmerged"):
            (self.root / path).unlink(missing_ok=True)
        return f"{side} {path}"

    def mend_ids(self, renamed: Iterable[tuple[str, str]]) -> None:
        """Write new ids where the other branch has the old ones, as the findings say; the ledgers stay as they are."""
        for old, new in renamed:
            for folder in ("records", "facts"):
                for path in (self.root / f"content/{folder}/persons").glob(f"{old}.*"):
                    if path.with_stem(new).exists():
                        path.unlink()
            path = f"content/records/persons/{new}.yaml"
            if (text := self.text(path)) and "previous_ids:" not in text:
                self.write(path, f"{text}previous_ids:\n  - {old}\n")
        paths = [RECORD, *(f"content/articles/{name}.md" for name in (*ARTICLES, "people"))]
        for path in paths:
            text = self.text(path)
            if text is not None and (mended := without_twins(with_new_ids(text, renamed))) != text:
                if mended != with_new_ids(text, renamed):
                    self.doings[self.branch] = self.now._replace(doubtful=True)  # two items are one by a person's hand
                self.write(path, mended)
                self.count["files with old ids"] += 1
                self.log.append(f"  new ids in {path}")

    def is_under_way(self) -> bool:
        git = self.root / ".git"
        return any((git / name).exists() for name in ("CHERRY_PICK_HEAD", "rebase-merge", "rebase-apply"))

    # --- the law

    def check(
        self, both: Doings, kept: frozenset[Assertion], *, is_clean: bool, is_sure: bool, is_first: bool
    ) -> tuple[frozenset[Assertion], frozenset[Assertion]]:
        """Extract once, and hold the result to the law; what articles assert, and what is told to stay without them."""
        before = self.held()
        wanted, problems = self.extract()
        after = self.held()
        said = told_of(problems)
        self.count["merges"] += 1
        self.count["sure"] += is_sure
        self.count["all asserted"] += wanted <= after
        self.count["clean merges" if is_clean else "resolved merges"] += 1
        self.log.append(f"  wanted {show(wanted)}\n  before {show(before)}\n  after {show(after)}")

        def told(fact: Assertion) -> bool:
            return is_named(fact, said)

        for fact in wanted - after:
            is_touched = {cell(fact), cell(item_of(fact))} & both.touched
            assert is_touched or not is_sure, self.story(f"asserted, absent, and no person was at it: {fact}")
            assert told(fact), self.story(f"asserted, absent and not told: {fact}")
        for fact in after - wanted:
            if fact in both.wrote:
                continue
            is_touched = {cell(fact), cell(item_of(fact))} & both.touched
            hands = is_touched or any(item_of(fact) == item_of(hand) for hand in both.wrote | both.touched)
            assert hands or not is_sure, self.story(f"stale: {fact}")
            assert told(fact) or not is_sure, self.story(f"stale and not told: {fact}")
        for fact in kept & before:
            assert fact in after or (told(fact) and not is_sure), self.story(f"a person's fact is lost: {fact}")
        places = {cell(fact) for fact in before}
        for fact in (fact for fact in (both.removed & wanted) - before if cell(fact) not in places):
            assert fact not in after or told(fact) or fact in both.wrote or not is_first, self.story(
                f"came back: {fact}"
            )
        again, _ = pipeline.extract(self.root)
        assert again == (), self.story(f"a second run changes {[difference(change) for change in again]}")
        return wanted, frozenset(fact for fact in after - wanted if not is_sure and told(fact))


def told_of(problems: Iterable[Problem]) -> str:
    return " ".join(problem.message for problem in problems if problem.span.source.path == RECORD)


def is_named(fact: Assertion, said: str) -> bool:
    names = {fact[0].part or fact[0].field, *filter(None, fact[0].key[:1])}
    return any(name in said for name in names) or "a person deleted the record" in said


def ours_theirs(history: GitHistory, other: str) -> tuple[tuple[str, str], ...]:
    return ("--ours", history.branch), ("--theirs", other)
