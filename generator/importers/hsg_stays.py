"""Journeys of presidents and visits to them as documents, in the words of the data: one a month and series."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from generator.articles.attributes import quoted_value
from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.importers.hsg_files import (
    OTHER_TRAVELS,
    PRESIDENT_TRAVELS,
    SECRETARY_TRAVELS,
    VISITS,
    HsgData,
    Stay,
)
from generator.importers.hsg_people import HSG_SITE, IdOf
from generator.importers.hsg_remarks import DescribedStay, TitledName, is_off, read_remark
from generator.importers.hsg_soundness import finding, sound_stays
from generator.importers.hsg_words import code, is_military, is_organization, is_own_office, split_title
from generator.importers.marked_text import MarkedBlock, MarkedDocument, NamedWords, TextMark
from generator.importers.model import Metadata
from generator.values import country_name

_PLACE = re.compile(r"(?!.*\b(?:and|or|to|near|via|en route)\b)[^\W\d_a-z][\w .’'-]*")
_PLACES = re.compile(r"\s*([^,;]*[^,;\s])\s*([,;]?)")
_MADE_AS = re.compile(r"\bmade as ([A-Z][\w -]*)")
_TITLES = {
    PRESIDENT_TRAVELS: "Journeys of presidents",
    SECRETARY_TRAVELS: "Journeys of secretaries of state",
    OTHER_TRAVELS: "Journeys of officials",
    VISITS: "Visits to the United States",
}
_ROLES = {PRESIDENT_TRAVELS: "President", SECRETARY_TRAVELS: "Secretary of State"}
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
        sound, problems = sound_stays(self.data)
        self.problems += problems
        for (series, month), group in groupby(sound, key=lambda stay: (stay.series, stay.first[:7])):
            stays = list(group)
            metadata = Metadata(
                title=f"{_TITLES[series]} in {month}",
                date=max(stay.last for stay in stays),
                publisher="Office of the Historian",
                url=f"{HSG_SITE}/{VISITS if series == VISITS else PRESIDENT_TRAVELS}",
                language="en",
                licence="CC0",
            )
            blocks = tuple(self._block(stay) for stay in stays)
            yield MarkedDocument(f"{month}-{series}", metadata, blocks, stays[0].span)

    def _finding(self, message: str, stay: Stay, hint: str) -> None:
        self.problems.append(finding(message, stay, hint))

    def _block(self, stay: Stay) -> MarkedBlock:
        """An entry in one paragraph: who, where, when, and the description, as the data has them."""
        country = code(stay.country_id, stay.first[:_YEAR])
        if not country:
            hint = "correct the id; a country without an ISO code stays text"
            self._finding(f"`{stay.country_id}` is the id of no country with an ISO code", stay, hint)
        words = _Words(stay)
        host = self._person(words, stay, country)
        words.add(", ")
        side = "side" if stay.series == VISITS else "host"
        country_at = words.add(stay.country)
        words.add(", ")
        self._places(words, stay, country)
        words.add_date(stay)
        words_at = len(words.text) + 2
        if stay.description:
            words.add(f": {stay.description}")
        else:
            self.notes[f"{stay.series} without a description"] += 1
        described = read_remark(stay.description)
        is_planned = described.is_off or is_off(stay.who)
        self._guests(words, stay, country, words_at, described)
        is_meeting = bool(country and host and described.is_meeting and not is_planned)
        if is_planned:
            self.notes[f"{stay.series} that were planned, cancelled or put off"] += 1
        if not is_meeting:
            self.notes[f"{stay.series} whose remarks tell of no meeting, of which none is made"] += 1
        if country:
            words.mark(country_at, f"{{country={country}{f' as={side}' if is_meeting else ''}}}")
        if is_meeting and country:
            words.around(self._meeting(stay, country))
        return words.block()

    def _person(self, words: "_Words", stay: Stay, country: str | None) -> bool:
        """Add the traveller or visitor; whether it is known who that is."""
        if stay.series != VISITS:
            at = words.add(stay.name)
            made_as = _MADE_AS.search(stay.description)
            role = made_as[1] if made_as else _ROLES.get(stay.series, "")
            own = f" role={quoted_value(role)}" if role else ""
            words.mark(at, f"{{person={self.id_of(stay.who, stay.name)}{own} country=us}}")
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
        """A guest, without a title one only mentioned; a surname alone is that of one person in a year only."""
        own = "-".join(filter(None, (as_id(name), country, "" if " " in name else year)))
        role = f"role={quoted_value(title)}" if title else ""
        of = f"country={country}" if country else ""
        mentioned = "" if title else "as=mentioned"
        return f"{{{' '.join(filter(None, (f'person={self.id_of(own, name)}', role, of, mentioned)))}}}"

    def _places(self, words: "_Words", stay: Stay, country: str | None) -> None:
        """Add the places of a journey; of several, the data does not say where a meeting was."""
        places = _PLACES.findall(stay.places)
        for place, separator in places:
            at = words.add(place)
            words.add(f"{separator or ','} ")
            if country and _PLACE.fullmatch(place):
                more = " as=mentioned" if len(places) > 1 else ""
                words.mark(at, f"{{place={as_id(place)}-{country} country={country}{more}}}")
            else:
                self.notes["places that are no names, kept as text"] += 1

    def _guests(self, words: "_Words", stay: Stay, country: str | None, start: int, described: DescribedStay) -> None:
        """Mark the persons of rank whom a remark names; those of whom it does not say that they were met, as named."""
        for each in described.people:
            at = (start + each.start, start + each.end)
            is_met = each.is_met and not (described.is_off or is_off(stay.who))
            president = self._president(each, stay)
            if not is_met:
                self.notes["persons in remarks that do not say that they were met, as=mentioned or text"] += 1
            if president:
                is_there = is_met and president != (stay.who, stay.name)
                more = "role=President country=us" if is_there else "as=mentioned"
                words.mark(at, f"{{person={self.id_of(*president)} {more}}}")
            elif braces := self._named(each, stay, country, is_met=is_met):
                words.mark(at, braces)
            elif is_met:
                self.notes["persons in remarks without a known country, kept as text"] += 1

    def _named(self, each: TitledName, stay: Stay, visited: str | None, *, is_met: bool) -> str:
        """The annotation of a person in a remark, "" for one who stays text."""
        year = stay.first[:_YEAR]
        is_abroad = stay.series != VISITS
        country = code(each.whose, year) if each.whose else None
        if not each.whose and each.is_own and is_abroad and visited and is_own_office(each.title, visited):
            country = visited
        if country == _US or (not country and (not is_met or not is_abroad or is_military(each.title))):
            return ""
        if not is_met:
            return self._guest("", each.name, country or "", year)
        title = f"{each.whose} {each.title}" if is_organization(each.whose) else each.title
        return self._guest(title, each.name, country or "", year)

    def _president(self, one: TitledName, stay: Stay) -> tuple[str, str] | None:
        """The id and name of the President of the United States whom a remark names: the traveller, or who was then."""
        if one.title != "President" or (one.whose and code(one.whose, "") != _US):
            return None
        known = [(stay.who, stay.name)] if stay.series == PRESIDENT_TRAVELS else []
        terms = (each for each in self.data.presidents if each.since)
        known += ((each.id, each.name) for each in terms if each.since <= stay.first <= (each.until or "9"))
        own = set(one.name.replace(".", "").split())
        return next((each for each in known if own <= set(each[1].replace(".", "").split())), None)

    def _meeting(self, stay: Stay, country: str) -> str:
        where = country_name(_US if stay.series == VISITS else country, "en")
        subject = stay.who if stay.series == VISITS else stay.name
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
