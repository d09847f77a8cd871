"""What the mentions of imported texts name: a record of the project first, else a new id."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.articles.attributes import AnnotationFault, read_attributes, written_braces
from generator.diagnostics.problem import Problem
from generator.drafting.folding import as_id
from generator.facts.annotation_schema import STATEMENTS, UNNAMED, AnnotationType, annotation_types
from generator.import_plan.known_names import RegisterNames, country_of, kind_in_address
from generator.importers.marked_text import MarkedBlock, MarkedDocument, NamedWords, Pairs
from generator.importers.tei_register import TeiEntry
from generator.schema.model import Kind, Schema
from generator.values.name_matching import fuzzy_key

_SIDE = re.compile(
    r"^(?:for |from |on )?(?:the )?(?:delegation |representatives )?(?:(?:of|from|for) )?(?:the )?"
    r"(.+?)(?:[’']s)?(?: side| delegation| participants| party| team| representatives)? ?:?$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE, _PERSON, _COUNTRY, _MEETING, _SIDED = "place", "person", "country", "meeting", "side"
_UNDATED = "lists of participants under a dateline without a day, or with several, of which no meeting is made"
_WITHOUT_ID = (*STATEMENTS, UNNAMED)


@dataclass(frozen=True, slots=True)
class Identity:
    """The annotation's kind, the id, and the name of a thing that is new ("" otherwise)."""

    kind: str
    id: str
    name: str = ""


@dataclass(slots=True)
class NameResolver:
    """Resolves the mentions of all documents of an import: the same target is the same thing throughout."""

    schema: Schema
    known: RegisterNames
    registers: Mapping[str, Mapping[str, TeiEntry]]
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _found: dict[tuple[str, str, str], Identity | None] = field(default_factory=dict)
    _proposed: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _types: Mapping[str, AnnotationType] = field(init=False)

    def __post_init__(self) -> None:
        """Read the types of annotations once: a schema is slow to look up."""
        self._types = annotation_types(self.schema)

    def of_document(self, document: MarkedDocument) -> dict[NamedWords, str]:
        """The braces of each mention of a document, "" for those that stay text."""
        mentions = tuple(mentions_in(document.blocks))
        longest = _longest(mentions)
        named: set[str] = set()
        braces: dict[NamedWords, str] = {}
        is_dated = bool(_DAY.fullmatch(document.day))
        has_meeting = is_dated and any(map(_is_new_meeting, mentions))
        said = tuple(each for each in mentions if each.kind == _MEETING and each.in_dateline)
        at = next((each for each in mentions if each.kind == _PLACE and each.in_dateline), None)
        place = self._identity(at, longest) if at else None
        for mention in mentions:
            if _is_new_meeting(mention):
                braces[mention] = self._meeting(document, mention, said, place) if has_meeting else ""
                if not is_dated:
                    self._note(mention, _UNDATED)
            else:
                braces[mention] = self._braces(mention, longest, named, in_meeting=has_meeting)
        return braces

    def _note(self, mention: NamedWords, what: str) -> None:
        """Count what stays text, by the file."""
        self.notes[mention.span.source.path][what] += 1

    def _braces(self, mention: NamedWords, longest: Mapping[str, str], named: set[str], *, in_meeting: bool) -> str:
        if mention.braces:
            return self._own(mention)
        if mention.kind == "date":
            return written_braces("date", mention.id, tuple(self._attributes(mention, in_meeting=in_meeting)))
        if mention.kind == _SIDED:
            side = self._side(mention.label)
            if not side:
                self._note(mention, "sides that are no country, kept in their words")
            return f"{{country={side} as=side}}" if side and in_meeting else ""
        if mention.kind == "quote":
            speaker = self._identity(mention, longest, kinds=(_PERSON, "org", _COUNTRY))
            if not speaker:
                self._note(mention, "quotations of unknown speakers, kept as text")
            return f"{{.quote by={speaker.id}}}" if speaker else ""
        found = self._identity(mention, longest)
        if not found:
            return ""
        pairs = [*self._attributes(mention, in_meeting=in_meeting)]
        if found.name and found.id not in named and found.name != mention.label:
            pairs.append(("name", found.name))
        named.add(found.id)
        return _written(found.kind, found.id, tuple(pairs))

    def _attributes(self, mention: NamedWords, *, in_meeting: bool) -> Iterator[tuple[str, str]]:
        for key, value in mention.attributes:
            if not in_meeting and key in (_SIDED, "as"):
                continue
            if key == _SIDED:
                side = self._side(value)
                yield ("for", side) if side else ("delegation", value.rstrip(" :"))
            else:
                yield key, value

    def _side(self, label: str) -> str:
        match = _SIDE.match(" ".join(label.split()))
        return country_of(match[1]) if match else ""

    def _meeting(
        self, document: MarkedDocument, mention: NamedWords, said: Sequence[NamedWords], place: Identity | None
    ) -> str:
        """The braces of the meeting whose participants a document lists, where and when its dateline says.

        `said` are its mentions in the dateline: the dates and places in these are its own, so that their words are the
        evidence. A list says the day only if no dateline does.
        """
        day = document.day
        id_ = as_id(" ".join(filter(None, (day, place.id if place else "", document.id))))
        if mention.in_dateline:
            is_country = bool(place and place.kind == _COUNTRY and _PLACE in dict(mention.attributes))
            return _written(_MEETING, id_, (("place", place.id),) if place and is_country else ())
        is_dated = any("date" in dict(each.attributes) for each in said)
        return _written(_MEETING, id_, (("name", document.metadata.title), *(() if is_dated else (("on", day),))))

    def _own(self, mention: NamedWords) -> str:
        """Braces as our own exports have them, if they are an annotation."""
        read = read_attributes(mention.braces, 0, len(mention.braces))
        if isinstance(read, AnnotationFault) or read.end != len(mention.braces):
            message = f"`{mention.braces}` is no annotation"
            hint = "correct the braces, or take the annotation out"
            self.problems.append(Problem("annotation-is-known", message, mention.span, hint=hint))
            return ""
        if read.head.key not in self._types:
            message = f"unknown kind `{read.head.key}`"
            hint = f"the kinds are {', '.join(self._types)}"
            self.problems.append(Problem("annotation-is-known", message, mention.span, hint=hint))
            return ""
        return mention.braces

    def _identity(
        self, mention: NamedWords, longest: Mapping[str, str], kinds: tuple[str, ...] = ()
    ) -> Identity | None:
        """What a mention names; None if nothing is sure enough, which is reported or counted."""
        file = mention.span.source.path
        for kind in kinds or (mention.kind,):
            key = (file if mention.target.startswith("#") else "", kind, mention.target or mention.label)
            if key not in self._found:
                self._found[key] = self._resolve(mention, kind, longest)
            if found := self._found[key]:
                return found
        return None

    def _resolve(self, mention: NamedWords, word: str, longest: Mapping[str, str]) -> Identity | None:
        kind = self.schema.annotated(word)
        if kind is None:
            return None
        entry, addresses = self._entry(mention)
        if entry and entry.kind != word and (other := self.schema.annotated(entry.kind)):
            kind = other
        for address in addresses:
            link = self.known.links.get(address)
            if link and link.kind == kind.name:
                return Identity(kind.annotation, link.id)
            if (found := kind_in_address(address, self.schema, self.known.site)) and found[0].annotation in (
                word,
                kind.annotation,
            ):
                name = "" if found[1] in self.known.kinds else (entry.name if entry else "")
                return Identity(found[0].annotation, self.known.current(found[0].name, found[1]) or found[1], name)
        fragment = mention.target.rpartition("#")[2]
        if fragment and (own := self.known.current(kind.name, fragment)):
            return Identity(kind.annotation, own)
        name = entry.name if entry else longest.get(mention.target or mention.label, mention.label)
        return self._by_name(mention, kind, name, has_entry=entry is not None)

    def _entry(self, mention: NamedWords) -> tuple[TeiEntry | None, tuple[str, ...]]:
        """The entry of a register that a mention points to, and the addresses that may be a record's."""
        if not mention.target:
            return None, ()
        fragment = mention.target.rpartition("#")[2]
        own = self.registers.get(mention.span.source.path, {}).get(fragment)
        others = {register[fragment] for register in self.registers.values() if fragment in register}
        entry = own or (others.pop() if len(others) == 1 else None)
        if len(others) > 1 and not own:
            message = f"several registers have an entry `{fragment}`"
            hint = "import each volume with its own register only"
            self.problems.append(Problem("name-is-unambiguous", message, mention.span, hint=hint))
        return entry, ((mention.id or mention.target), *(entry.addresses if entry else ()))

    def _by_name(self, mention: NamedWords, kind: Kind, name: str, *, has_entry: bool) -> Identity | None:
        ids = self.known.find(kind.name, name)
        if len(ids) > 1:
            message = f"“{name}” can be {' or '.join(f'`{each}`' for each in sorted(ids))}: the words stay text"
            hint = "annotate them in the article yourself"
            self.problems.append(Problem("name-is-unambiguous", message, mention.span, "warning", hint))
            return None
        if ids:
            return Identity(kind.annotation, min(ids))
        if kind.annotation in (_COUNTRY, _PLACE) and (code := country_of(name)):
            return Identity(_COUNTRY, code)
        if kind.identifier == _COUNTRY:
            self._note(mention, "countries that have no ISO code, kept as text")
            return None
        is_short = kind.annotation == _PERSON and not has_entry and " " not in name
        if is_short and not mention.target:
            self._note(mention, "names of people without a reference and a given name, kept as text")
            return None
        return self._propose(mention, kind, name, is_short=is_short)

    def _propose(self, mention: NamedWords, kind: Kind, name: str, *, is_short: bool) -> Identity | None:
        """A new id. A surname alone gets the key of its register, so that two people never become one."""
        key = mention.target.rpartition("#")[2]
        before = next((id_ for id_, own in self._proposed.items() if own[:2] == (kind.name, fuzzy_key(name))), "")
        if before and not is_short and (not key or self._proposed[before][2] in ("", key)):
            return Identity(kind.annotation, before, name)
        words = f"{name} {key}" if is_short or before else name
        id_ = self.known.propose(kind.name, words, self._proposed)
        if not id_:
            self._note(mention, "names that no id can be made of, kept as text")
            return None
        self._proposed[id_] = (kind.name, fuzzy_key(name), key)
        if is_short:
            message = f"`{mention.target}` is in no register, so that only “{name}” is known of the name: `{id_}`"
            hint = "import the file with the register together with this one; or `communique rename` the id"
            self.problems.append(Problem("import-is-exact", message, mention.span, "warning", hint))
        return Identity(kind.annotation, id_, name)


def _is_new_meeting(mention: NamedWords) -> bool:
    """Whether a mention is that of a meeting whose participants a document lists."""
    return mention.kind == _MEETING and not (mention.braces or mention.target)


def mentions_in(blocks: Iterable[MarkedBlock]) -> Iterator[NamedWords]:
    """All mentions in the order of the text."""
    for block in blocks:
        yield from block.opens
        yield from (mark.mention for mark in block.marks)
        yield from mentions_in(block.cells)


def _longest(mentions: Iterable[NamedWords]) -> dict[str, str]:
    """The longest words for each target."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.target and len(mention.label) > len(found.get(mention.target, "")):
            found[mention.target] = mention.label
    return found


def _written(kind: str, id_: str, pairs: Pairs) -> str:
    return written_braces(kind, None if kind in _WITHOUT_ID else id_, pairs)
