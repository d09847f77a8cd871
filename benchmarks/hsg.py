"""Create a large project from real data: `python benchmarks/hsg.py --out DIR [--limit RECORDS]`.

Makes a project of the Office of the Historian's open data (CC0): presidents' journeys abroad and visits to them as
annotated articles, one a month, from which extraction makes the meetings, countries, places and those who met; and the
persons of *Principal Officers and Chiefs of Mission*, with their offices, as records that name their source. At the end
it tells what it could not use, and how often. With --limit, the newest meetings and as many officers as make at least
that many records.
"""

import argparse
import os
from bisect import bisect_left
from itertools import groupby
from pathlib import Path

from hsg_events import Corpus, Event, read_corpus
from hsg_texts import articles_of, place_id, records_of
from project import REPOSITORY, Made, make_project

HSG = Path(os.environ.get("COMMUNIQUE_CORPORA") or REPOSITORY.parent / "shared/corpora") / "hsg"


def write_project(out: Path, corpus: Corpus, limit: int = 0) -> Made:
    """The project with at least `limit` records, 0 for all, in a folder; see `project.make_project` for the errors."""
    share = len(corpus.events) + len(corpus.persons)
    steps = range(share + 1)
    some = (
        _newest(corpus, bisect_left(steps, limit, key=lambda part: _size(_newest(corpus, part)))) if limit else corpus
    )
    return make_project(out, articles_of(some.events), dict(records_of(some)))


def _newest(corpus: Corpus, part: int) -> Corpus:
    """The last `part` of all events and persons, each series in its proportion; presidents only who are met."""
    whole = len(corpus.events) + len(corpus.persons)
    events: list[Event] = []
    for _, group in groupby(corpus.events, key=lambda event: event.series):
        series = list(group)
        events += series[len(series) - len(series) * part // whole :]
    used = {event.president.id for event in events if event.president}
    persons = corpus.persons[: len(corpus.persons) * part // whole]
    presidents = tuple(president for president in corpus.presidents if president.id in used)
    return corpus._replace(events=tuple(events), persons=persons, presidents=presidents)


def _size(corpus: Corpus) -> int:
    """The number of records that a corpus makes."""
    made = {("person", person.id) for person, _ in corpus.persons} | {("country", "us")}
    for at, event in enumerate(corpus.events):
        made |= {("meeting", str(at)), ("country", event.country), ("country", event.guest_of)}
        made |= {("person", guest.id) for guest in event.met} | {("country", guest.country) for guest in event.met}
        made |= {("place", place_id(event, place)) for place in event.places}
        made |= {("person", event.president.id)} if event.president else set()
    return len(made)


def main() -> None:
    """Make the project and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hsg", type=Path, default=HSG, help="the corpus's folder")
    parser.add_argument("--out", type=Path, required=True, help="the project's folder")
    parser.add_argument("--limit", type=int, default=0, help="at least so many records; 0 for all")
    options = parser.parse_args()
    corpus = read_corpus(options.hsg)
    made = write_project(options.out, corpus, options.limit)
    print(f"{made.articles:,} articles, {made.records:,} records in {options.out}\n\nnot used, of the whole corpus:")
    for what, count in sorted((+corpus.unused).items()):
        print(f"{count:>6}  {what}")


if __name__ == "__main__":
    main()
