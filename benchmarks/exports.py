"""Measure exports: `python benchmarks/exports.py [MEETINGS]`. Prints seconds by format.

Each meeting brings an article, and two persons and a half; 4,000 are 14,000 pages. Times are those of the processor.
"""

import sys
import time
from collections import defaultdict
from pathlib import Path

from generator import exports, pages, pipeline
from generator.project.files import Project
from generator.text.source import SourceText

ROOT = Path(__file__).parents[1]
ARTICLE = """---
title: Round {n}
date: 2025-12-04
publisher: Paper {house}
language: en
---

[{people} in [Town]{{place=town-{town}}} on [Tuesday]{{date=2025-12-02}}]{{meeting=meeting-{n}}} was
[“round {n}”]{{.quote by=person-{first} about=meeting-{n} on=2025-12-02}}, and
[the talks go on]{{.paraphrase by=person-{first}}}.
"""
MEETING = "name: Round {n}\ndate: 2025-12-02\nplace: town-{town}\nstatus: held\n{follows}participants:\n"
PERSON = "name: Mr {n}\ncountry: {side}\npositions:\n  - title: envoy\n    for: {side}\n"
SIDES = ("us", "ru", "ua", "fr")


def world(meetings: int) -> Project:
    """A project of so many meetings."""
    articles, records = [], {}
    for n in range(meetings):
        there = [(n * 7 + k * 13) % (meetings * 5 // 2) for k in range(4)]
        people = " and ".join(f"[Mr {p}]{{person=person-{p}}}" for p in there)
        given = {"n": n, "house": n % 9, "town": n % 200, "people": people, "first": there[0]}
        articles.append(SourceText(f"content/articles/a-{n}.md", ARTICLE.format(**given)))
        follows = f"follows: meeting-{n - 1}\n" if n % 5 else ""
        persons = "".join(f"  - person: person-{p}\n" for p in there)
        records[f"meetings/meeting-{n}"] = MEETING.format(**given, follows=follows) + persons
        records |= {f"persons/person-{p}": PERSON.format(n=p, side=SIDES[p % 4]) for p in there}
        records[f"places/town-{n % 200}"] = f"name: Town {n % 200}\n"
    records |= {f"countries/{side}": f"name: {side.upper()}\n" for side in SIDES}
    made = tuple(SourceText(f"content/records/{name}.yaml", text) for name, text in sorted(records.items()))
    return Project(tuple(articles), made, (), ())


def main() -> None:
    """Print how long each format takes, and for how many files."""
    meetings = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    base = pipeline.link(pipeline.load(world(meetings)))
    site, _ = pages.survey(base, ROOT / "site_templates", "en", "A site", "https://example.org/")
    assert site
    seconds, files = defaultdict(float), defaultdict(int)
    start = time.process_time()
    planned = list(exports.plan(site, site.base_url))
    print(f"{len(base.records)} records, {len(base.articles)} articles; planned in {time.process_time() - start:.2f} s")
    for each in planned:
        start = time.process_time()
        each.make()
        name = "downloads" if each.subject is None else each.path.rsplit("/", 1)[-1]
        seconds[name] += time.process_time() - start
        files[name] += 1
    for name in seconds:
        print(f"{name:16} {files[name]:6} {seconds[name]:6.2f} s {seconds[name] / files[name] * 1e6:10.0f} µs each")


if __name__ == "__main__":
    main()
