"""Journeys of presidents and visits to them as documents, in the words of the data: one a month and series."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from generator.articles.attributes import quoted_value
from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.importers.hsg_files import HsgData, President, Stay, is_date
from generator.importers.hsg_people import HSG_SITE, IdOf
from generator.importers.hsg_words import code, named, split_title
from generator.importers.marked_text import MarkedBlock, MarkedDocument, NamedWords, TextMark
from generator.importers.model import Metadata
from generator.values import country_name

_PLACE = re.compile(r"[^\W\d_][\w .’'-]*")
_MET = re.compile(
    r"\b(?:[Mm]et|[Mm]eetings?|[Ss]ummit|[Cc]onference|[Cc]onferred|[Dd]iscuss\w+|[Aa]udience|[Cc]onsult\w+)\b"
    r"|\b(?:[Ss]tate|[Oo]fficial|[Ww]orking) [Vv]isit\b"
)
_TITLES = {"travels": "Journeys of presidents", "visits": "Visits to the United States"}
_US = "us"
_YEAR = 4


@dataclass(slots=True)
class HsgStays:
    """Makes the documents; findings are what the data has wrong, notes what it leaves open."""

    data: HsgData
    id_of: IdOf
    problems: list[Problem] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    _meetings: Counter[str] = field(default_factory=Counter)

    def documents(self) -> Iterator[MarkedDocument]:
        """A document for each month and series."""
        sound = [stay for stay in self.data.stays if self._is_dated(stay)]
        for (series, month), group in groupby(sound, key=lambda stay: (stay.series, stay.first[:7])):
            stays = list(group)
            metadata = Metadata(
                title=f"{_TITLES[series]} in {month}",
                date=max(stay.last for stay in stays),
                publisher="Office of the Historian",
                url=f"{HSG_SITE}/{series}",
                language="en",
                licence="CC0",
            )
            blocks = tuple(self._block(stay) for stay in stays)
            yield MarkedDocument(f"{month}-{series}", metadata, blocks, stays[0].span)

    def _is_dated(self, stay: Stay) -> bool:
        if is_date(stay.first) and is_date(stay.last) and stay.first <= stay.last:
            return True
        message = f"from `{stay.first}` to `{stay.last}` is no period: not imported"
        self._finding(message, stay, "correct the dates")
        return False

    def _finding(self, message: str, stay: Stay, hint: str) -> None:
        self.problems.append(Problem("data-is-sound", message, stay.span, "warning", hint))

    def _block(self, stay: Stay) -> MarkedBlock:
        """An entry in one paragraph: who, where, when, and the description, as the data has them."""
        country = code(stay.country_id, stay.first[:_YEAR])
        if not country:
            hint = "correct the id; a country without an ISO code stays text"
            self._finding(f"`{stay.country_id}` is the id of no country with an ISO code", stay, hint)
        words = _Words(stay)
        host = self._person(words, stay, country)
        words.add(", ")
        is_abroad = stay.series == "travels"
        side = "host" if is_abroad else "side"
        country_at = words.add(stay.country)
        words.add(", ")
        self._places(words, stay, country)
        words.add_date(stay)
        words_at = len(words.text) + 2
        if stay.description:
            words.add(f": {stay.description}")
        else:
            self.notes[f"{stay.series} without a description"] += 1
        guests = self._guests(words, stay, country, words_at)
        is_meeting = bool(country and host and (guests or _MET.search(stay.description)))
        if not is_meeting:
            self.notes[f"{stay.series} whose remarks tell of no meeting, of which none is made"] += 1
        if country:
            words.mark(country_at, f"{{country={country}{f' as={side}' if is_meeting else ''}}}")
        if is_meeting and country:
            words.around(self._meeting(stay, country))
        return words.block()

    def _person(self, words: "_Words", stay: Stay, country: str | None) -> bool:
        """Add the traveller or visitor; whether it is known who that is."""
        if stay.series == "travels":
            at = words.add(stay.name)
            words.mark(at, f"{{person={self.id_of(stay.who, stay.name)} role=President country=us}}")
            return True
        at = words.add(stay.who)
        visitor = split_title(stay.who)
        if visitor is None:
            self._finding(f"“{stay.who}” is no title and name: it stays text", stay, "annotate the name in the article")
        elif country:
            title, name = visitor
            at = (at[1] - len(name), at[1])
            words.mark(at, self._guest(title, name, country, stay.first[:_YEAR]))
        return visitor is not None and bool(country)

    def _guest(self, title: str, name: str, country: str, year: str) -> str:
        """A guest; a surname alone is that of one person in a year only, and the id says which."""
        own = f"{as_id(name)}-{country}" if " " in name else f"{as_id(name)}-{country}-{year}"
        id_ = self.id_of(own, name)
        return f"{{person={id_} role={quoted_value(title)} country={country}}}"

    def _places(self, words: "_Words", stay: Stay, country: str | None) -> None:
        """Add the places of a journey; of several, the data does not say where a meeting was."""
        places = [place for each in stay.places.split(",") if (place := each.strip())]
        for place in places:
            at = words.add(place)
            words.add(", ")
            if country and _PLACE.fullmatch(place):
                more = " as=mentioned" if len(places) > 1 else ""
                words.mark(at, f"{{place={as_id(place)}-{country} country={country}{more}}}")
            else:
                self.notes["places that are no names, kept as text"] += 1

    def _guests(self, words: "_Words", stay: Stay, country: str | None, start: int) -> bool:
        """Mark the persons of rank whom a description names; whether there are any."""
        found = False
        for each in named(stay.description):
            own = (
                code(each.whose, stay.first[:_YEAR]) if each.whose else (country if stay.series == "travels" else None)
            )
            at = (start + each.end - len(each.name), start + each.end)
            president = self._president(each.name, stay) if each.title == "President" else None
            if president and (own in (None, _US) or stay.series == "visits"):
                words.mark(at, f"{{person={self.id_of(president.id, president.name)} role=President country=us}}")
                found = True
            elif own and own != _US:
                words.mark(at, self._guest(each.title, each.name, own, stay.first[:_YEAR]))
                found = True
            else:
                self.notes["persons in remarks without a known country, kept as text"] += 1
        return found

    def _president(self, name: str, stay: Stay) -> President | None:
        """The president of this name who was in office then."""
        day = stay.first
        holders = (one for one in self.data.presidents.values() if one.since and one.since <= day <= (one.until or "9"))
        return next((one for one in holders if one.name.split()[-1] == name.rsplit(maxsplit=1)[-1]), None)

    def _meeting(self, stay: Stay, country: str) -> str:
        where = country_name(country if stay.series == "travels" else _US, "en")
        subject = stay.name if stay.series == "travels" else stay.who
        plain = f"{stay.first}-{as_id(country_name(country, 'en'))}-{stay.series}"
        self._meetings[plain] += 1
        id_ = f"{plain}-{self._meetings[plain]}" if self._meetings[plain] > 1 else plain
        name = f"{subject} in {'the ' if where == 'United States' else ''}{where}, {stay.first}"
        return f"{{meeting={id_} name={quoted_value(name)} status=held}}"


class _Words:
    """The words of an entry, and the annotations around some of them."""

    def __init__(self, stay: Stay) -> None:
        self.text = ""
        self._stay = stay
        self._marks: list[tuple[int, int, str]] = []

    def add(self, words: str) -> tuple[int, int]:
        """Add words; their range."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def add_date(self, stay: Stay) -> None:
        """Add the days of an entry."""
        days = stay.first if stay.first == stay.last else f"{stay.first}/{stay.last}"
        self.mark(self.add(days), f"{{date={quoted_value(days)}}}")

    def mark(self, at: tuple[int, int], braces: str) -> None:
        """Put an annotation around a range."""
        if at[0] < at[1]:
            self._marks.append((*at, braces))

    def around(self, braces: str) -> None:
        """Put an annotation around all words."""
        self._marks.append((0, len(self.text), braces))

    def block(self) -> MarkedBlock:
        """The paragraph."""
        span = self._stay.span
        order = sorted(self._marks, key=lambda mark: (mark[0], -mark[1]))
        marks = (
            TextMark(start, end, NamedWords("", self.text[start:end], span, braces=braces))
            for start, end, braces in order
        )
        return MarkedBlock("paragraph", self.text, tuple(marks))
