"""Drafted meetings against annotated ones: `python benchmarks/drafting_meetings.py [CONTENT]`.

The annotations of all articles are taken away, and each article is drafted with a register of its people,
places and organizations, but of no meeting. A drafted meeting is found if it overlaps an annotated one; of one that
several passages tell of, one is enough. The others are false.
"""

import argparse
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from project import REPOSITORY

from generator.drafting import build_drafter, draft_one, project_register
from generator.drafting.prose import Prose, read_prose
from generator.project.files import read_project
from generator.text.source import SourceText

_BLOCK = re.compile(r"^:::.*\n?", re.MULTILINE)
_MEETING = re.compile(r"^::: *\{meeting=(?P<id>[\w-]+)[^\n]*\n(?P<words>.*?)^:::$", re.MULTILINE | re.DOTALL)


class AnnotatedMeeting(NamedTuple):
    """A meeting that an article annotates: the range of its words in the visible text, its id and status."""

    start: int
    end: int
    id: str
    status: str


def annotated_meetings(source: SourceText, prose: Prose) -> list[AnnotatedMeeting]:
    """The meetings that an article annotates, in a sentence or around paragraphs."""
    spans = [
        AnnotatedMeeting(each.start, each.end, each.id, each.get("status"))
        for each in prose.existing
        if each.kind == "meeting"
    ]
    blocks = (
        AnnotatedMeeting(prose.seen(each.start("words")), prose.seen(each.end("words") - 1), each["id"], "")
        for each in _MEETING.finditer(source.text)
    )
    return [*spans, *blocks]


def without_annotations(source: SourceText) -> tuple[SourceText, Prose]:
    """The article without brackets and braces, and its text as annotated."""
    prose = read_prose(source, None)
    body = source.text.index("\n---", 3) + len("\n---\n")
    words = prose.text.replace("\ufffc", "x")
    return replace(source, text=f"{source.text[:body]}\n{words}\n"), prose


def score(root: Path) -> Counter[str]:
    """Counts: articles, annotated meetings, those found, false ones, and the states that are right."""
    project, _ = read_project(root)
    register, _ = project_register(project)
    given = build_drafter(replace(register, meetings=()), "en")
    counts: Counter[str] = Counter()
    for source in project.articles:
        plain, annotated = without_annotations(source)
        meetings = annotated_meetings(source, annotated)
        drafted, shown = draft_one(plain, given), read_prose(plain, None)
        found: set[str] = set()
        counts.update(articles=1)
        for each in (each for each in drafted.proposals if each.kind == "meeting"):
            start, end = shown.seen(each.start), shown.seen(each.end)
            met = [m for m in meetings if m.start < end and start < m.end]
            counts.update(proposed=1, false=not met)
            found |= {m.id for m in met}
            states = {m.status for m in met} - {""}
            counts.update(stated=bool(states), state=dict(each.attributes).get("status") in states)
        counts.update(gold=len({m.id for m in meetings}), found=len(found))
        for missed in {m.id for m in meetings} - found:
            print(f"  missed in {source.path.rpartition('/')[2]}: {missed}")
    return counts


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("root", nargs="?", type=Path, default=REPOSITORY, help="the folder of a knowledge base")
    c = score(parser.parse_args().root)
    print(
        f"{c['articles']} articles: {c['found']} of {c['gold']} meetings found, {c['false']} false"
        f" ({c['false'] / max(c['articles'], 1):.2f} an article), status right {c['state']} of {c['stated']}"
    )


if __name__ == "__main__":
    main()
