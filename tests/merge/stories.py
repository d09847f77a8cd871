"""Histories that are told step by step."""

from pathlib import Path

from git_branches import ATTRIBUTES, FRONT, PEOPLE, Doings
from git_histories import GitHistory
from history_records import RECORD
from worlds import seeded

from generator import pipeline, refactor
from generator.project.files import read_project
from generator.project.journal import Change


class Story(GitHistory):
    """A history that is told step by step."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, seeded(0))
        self.git("init", "--quiet", "--initial-branch=main")
        self.write(".gitattributes", ATTRIBUTES)
        self.write("content/articles/people.md", FRONT.format(day=1) + PEOPLE + "\n")
        self.doings["main"] = Doings()

    def articles(self, **passages: list[str]) -> None:
        for name, said in passages.items():
            self.write_article(name, said, basis=name == "a1")
        self.extract()
        self.commit()

    def by_hand(self, old: str, new: str) -> None:
        text = self.text(RECORD)
        assert old in text
        self.write(RECORD, text.replace(old, new))

    def edit_on_branch(self, old: str, new: str) -> None:
        """A person edits the record on the branch `hand`; the story goes on from main on the branch `article`."""
        self.switch("hand", "main")
        self.by_hand(old, new)
        self.extract()
        self.commit()
        self.switch("article", "main")

    def said(self) -> str:
        """Extract; all that is told of it."""
        _, problems = self.extract()
        return "\n".join(problem.message for problem in problems)

    def rename(self, old: str, new: str) -> None:
        self.carry_out(refactor.rename(read_project(self.root)[0], old, new)[0])
        self.commit()

    def pending(self) -> tuple[Change, ...]:
        """What makes an extraction due."""
        return pipeline.pending(pipeline.extract(self.root)[0])

    def join(self, other: str) -> list[str]:
        self.git("merge", "--quiet", "--no-edit", other, check=False)
        return [row.split("\t")[1] for row in self.git("ls-files", "--unmerged").splitlines()]


def settled(story: Story) -> bool:
    return pipeline.plan_changes(pipeline.load(*read_project(story.root)))[0] == ()
