"""Create an invented project of any size: `python benchmarks/synthetic.py PAGES --out DIR [--seed N]`.

About one article to ten records. Each article tells of two meetings of four to eight persons. Some are met nowhere
else, some elsewhere too, and one is a leader, who sits at some twenty tables however large the whole is. There are a
place, an organization or a topic, accounts of the meetings, and statements. Names and prose are made of a seed: the
same seed, the same bytes, and a larger project begins as a smaller one.
"""

import argparse
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from project import Made, make_project

from generator.values.country import country_codes, country_name

SEED = 7
_PERSONS = 6  # new ones to an article
_TO_A_LEADER = 60  # persons
_FIRST = "Ada Bela Carla Dario Edda Elif Filip Greta Hana Ilja Jana Karim Lena Marek Nadia Oskar Petra Rosa Samir"
_LAST = (
    "bar ben dor el fan gar hol ir jan kel lor mar nov or pet rud sal tor ul var wen zel",
    "a an e ek en i in o os y",
)
_RANKS = ("Minister", "Envoy", "Adviser", "Ambassador", "Director", "Secretary", "Delegate", "Spokesperson")
_MATTERS = ("Trade", "Water", "Energy", "Borders", "Transport", "Fisheries", "Health", "Science", "Finance", "Customs")
_WORDS = (
    "the delegation agreed that a further round would follow once each capital had studied the draft and its annexes "
    "while observers noted progress on the timetable but none on the harder question of who should bear the cost"
)


class Person(NamedTuple):
    """An invented person."""

    id: str
    name: str
    role: str
    country: str


class Told(NamedTuple):
    """An article: its id, its text, and the records that it is the first to name, as `kind/id`."""

    id: str
    text: str
    made: frozenset[str]


def articles(pages: int, seed: int = SEED) -> dict[str, str]:
    """The texts by id of as many articles as make, with the records that come of them, at least so many pages."""
    texts: dict[str, str] = {}
    made: set[str] = set()
    for told in _tell(seed):
        texts[told.id] = told.text
        made |= told.made
        if len(texts) + len(made) >= pages:
            return texts
    raise AssertionError


def write_project(out: Path, pages: int, seed: int = SEED) -> Made:
    """The project of at least so many pages in a folder; see `project.make_project` for the errors."""
    return make_project(out, articles(pages, seed), {})


def _tell(seed: int) -> Iterator[Told]:
    pick = random.Random(seed)  # noqa: S311 -- the same project every time
    names = _Names(pick)
    persons: list[Person] = []
    for number in count():
        own = [names.person(len(persons) + k) for k in range(_PERSONS)]
        leaders = persons[::_TO_A_LEADER][-3:]
        day = dt.date(2015, 1, 1) + dt.timedelta(days=number % 3900)
        yield _article(pick, names, number, day, own, persons, leaders)
        persons += own


class _Names:
    """Names of persons and places, each by its number, none twice under one id."""

    def __init__(self, pick: random.Random) -> None:
        self._pick = pick
        self._countries = [code for code in country_codes() if len(code) == 2]

    def person(self, number: int) -> Person:
        name = f"{self._pick.choice(_FIRST.split())} {self._word().capitalize()}"
        role = f"{self._pick.choice(_RANKS)} for {self._pick.choice(_MATTERS)}"
        country = self.country(number // _PERSONS * 3 + number % 3)
        return Person(f"{name.lower().replace(' ', '-')}-{number}", name, role, country)

    def country(self, number: int) -> str:
        return self._countries[number % len(self._countries)]

    def place(self) -> str:
        return self._word().capitalize() + self._pick.choice(("burg", "dale", "grad", "ville", "stad"))

    def _word(self) -> str:
        starts, ends = (part.split() for part in _LAST)
        return "".join(self._pick.choice(starts) for _ in range(2)) + self._pick.choice(ends)


def _article(
    pick: random.Random,
    names: _Names,
    number: int,
    day: dt.date,
    own: Sequence[Person],
    known: Sequence[Person],
    leaders: Sequence[Person],
) -> Told:
    """One article: two meetings, who sat there, what they said of it, and prose around it."""
    country = names.country(number)
    place = (f"place-{number}", names.place())
    topic = (f"topic-{number // 2}", f"{pick.choice(_MATTERS)} question {number // 2}")
    meetings = [f"{day}-{place[1].lower()}-{number}-{part}" for part in ("opening", "closing")]
    paragraphs = []
    for part, (meeting, some) in enumerate(zip(meetings, (own[:3], own[3:]), strict=True)):
        drawn = [pick.choice(from_) for from_ in (leaders, *[known] * pick.randint(0, 4)) if from_]
        present = [*some, *dict.fromkeys(drawn)] if drawn else list(own[part : 4 + part])
        name = f'name="{place[1]} talks {number}, {("opening", "closing")[part]}"'
        more = f"{name} status=held follows={meetings[0]}" if part else f"{name} status=held"
        paragraphs += [_meeting(meeting, day, present, place, country, more)]
        paragraphs += [_accounts(pick, meeting, day, present), _prose(pick, 60)]
    paragraphs += [_statement(pick, own[0], *topic)]
    made = {f"person/{one.id}" for one in own} | {f"meeting/{meeting}" for meeting in meetings}
    made |= {f"country/{one.country}" for one in own} | {f"country/{country}", f"place/{place[0]}", f"topic/{topic[0]}"}
    paragraphs += [_organization(number // 5, made, own[1])]
    title = f"title: Talks in {place[1]}, round {number}\ndate: {day}\npublisher: The {names.place()} Post"
    return Told(
        f"{day}-talks-{number}",
        f"---\n{title}\nlanguage: en\n---\n\n" + "\n\n".join(paragraphs) + "\n",
        frozenset(made),
    )


def _meeting(
    meeting: str, day: dt.date, present: Sequence[Person], place: tuple[str, str], country: str, more: str
) -> str:
    seats = ", ".join(f'[{one.name}]{{person={one.id} role="{one.role}" country={one.country}}}' for one in present)
    where = f"[{place[1]}]{{place={place[0]} country={country}}}"
    host = f"[{country_name(country, 'en')}]{{country={country} as=host}}"
    when = f"[{day}]{{date={day}}}"
    return f"[{seats} met in {where}, as guests of {host}, on {when}]{{meeting={meeting} {more}}}."


def _accounts(pick: random.Random, meeting: str, day: dt.date, present: Sequence[Person]) -> str:
    told = [f"[“{_sentence(pick, 6)}”]{{.quote by={one.id} about={meeting} on={day}}}" for one in present[:2]]
    return f"{present[0].name} called it {told[0]}, {present[1].name} {told[1]}."


def _statement(pick: random.Random, speaker: Person, topic: str, name: str) -> str:
    said = f"[{_sentence(pick, 9)}]{{.paraphrase by={speaker.id} topic={topic}}}"
    return f"On [{name}]{{topic={topic}}}, [{speaker.name}]{{person={speaker.id}}} {said}."


def _organization(number: int, made: set[str], speaker: Person) -> str:
    made.add(f"organization/council-{number}")
    return f"[{speaker.name}]{{person={speaker.id}}} will report to the [Council {number}]{{org=council-{number}}}."


def _sentence(pick: random.Random, length: int) -> str:
    words = _WORDS.split()
    return " ".join(pick.choice(words) for _ in range(length))


def _prose(pick: random.Random, words: int) -> str:
    return " ".join(f"{_sentence(pick, 12).capitalize()}." for _ in range(words // 12))


def main() -> None:
    """Make the project and tell its size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=int, help="at least so many pages of records and articles")
    parser.add_argument("--out", type=Path, required=True, help="the project's folder")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    made = write_project(options.out, options.pages, options.seed)
    print(f"{made.articles:,} articles, {made.records:,} records in {options.out}")


if __name__ == "__main__":
    main()
