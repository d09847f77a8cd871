"""Create a large project from real data: `python benchmarks/hsg.py --out DIR [--limit RECORDS]`.

Imports the Office of the Historian's open data (CC0), as `communique import hsg` does, into a new project, and runs
extraction. With --limit, the newest journeys and visits and as many officers as make about that many records.
"""

import argparse
import os
import re
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from project import REPOSITORY, Made, extract, make_project

from generator.diagnostics.problem import failed
from generator.import_plan.hsg import plan_hsg, read_hsg
from generator.import_plan.plan import open_import
from generator.importers.hsg_files import HsgData
from generator.importers.hsg_stays import HsgStays
from generator.project import journal

HSG = Path(os.environ.get("COMMUNIQUE_CORPORA") or REPOSITORY.parent / "shared/corpora") / "hsg"
_HEAD = re.compile(r"\{(?!date)([a-z]+=[\w-]+)")
_COUNTRY = re.compile(r"\bcountry=\w+")


def read_corpus(folder: Path) -> HsgData:
    """Everything in the corpus's folder."""
    data, problems = read_hsg(sorted(folder.rglob("*.xml")))
    assert not failed(problems), problems
    return data


def write_project(out: Path, corpus: HsgData, limit: int = 0) -> Made:
    """The project with at least `limit` records, 0 for all, in a folder; see `project.make_project` for the errors."""
    whole = len(corpus.stays) + len(corpus.officers)
    parts = range(whole + 1)
    part = bisect_left(parts, limit, key=lambda each: _size(_newest(corpus, each))) if limit else whole
    make_project(out, {}, {})
    state, problems = open_import(out, "hsg")
    assert state, problems
    changes, problems = plan_hsg(_newest(corpus, part), state)
    assert not failed(problems), problems
    with journal.locked(out):
        journal.write(out, changes)
    found = extract(out)
    articles = sum(1 for _ in (out / "content/articles").rglob("*.md"))
    return Made(articles, sum(1 for _ in (out / "content/records").rglob("*.yaml")), found)


def _newest(corpus: HsgData, part: int) -> HsgData:
    """The last `part` of all stays and officers, each series in its proportion; presidents only who travelled."""
    whole = len(corpus.stays) + len(corpus.officers)
    if part == whole:
        return corpus
    stays = []
    for series in ("travels", "visits"):
        own = [stay for stay in corpus.stays if stay.series == series]
        stays += own[len(own) - len(own) * part // whole :]
    ids = sorted(corpus.officers)[: len(corpus.officers) * part // whole]
    officers = {id_: corpus.officers[id_] for id_ in ids}
    appointments = [each for each in corpus.appointments if each.person in officers]
    return replace(corpus, stays=stays, officers=officers, appointments=appointments)


def _size(corpus: HsgData) -> int:
    """The number of records that a corpus makes, but for presidents who neither travelled nor were visited."""
    found = {f"person={id_}" for id_ in corpus.officers} | {"country=us"}
    for document in HsgStays(corpus, lambda own, _: own).documents():
        for block in document.blocks:
            for mark in block.marks:
                found |= {*_HEAD.findall(mark.mention.braces), *_COUNTRY.findall(mark.mention.braces)}
    return len(found)


def main() -> None:
    """Make the project, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hsg", type=Path, default=HSG, help="the corpus's folder")
    parser.add_argument("--out", type=Path, required=True, help="the project's folder")
    parser.add_argument("--limit", type=int, default=0, help="at least so many records; 0 for all")
    options = parser.parse_args()
    made = write_project(options.out, read_corpus(options.hsg), options.limit)
    print(f"{made.articles:,} articles, {made.records:,} records in {options.out}")


if __name__ == "__main__":
    main()
