"""What an id may be that a reviewer types: checked by the schema, as `check` and the parser of articles do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.drafting.model import MEETING
from generator.facts.check import a, check_reference, id_fault
from generator.review.items import ReviewItem
from generator.review.session import Opened
from generator.text.source import SourceText
from generator.values import is_country


def known_kinds(opened: Opened, mentions: Iterable[ReviewItem] = ()) -> Mapping[str, str]:
    """The kind of every id that the register, the article, or one of some mentions has."""
    entries = [(each.kind, each.id) for each in opened.register.entries]
    entries += [(MEETING, each.id) for each in opened.register.meetings]
    entries += [(each.kind, each.id) for each in opened.read.existing]
    entries += [(each.kind, each.id) for each in mentions]
    found: dict[str, str] = {}
    for word, id_ in entries:
        if id_ and (kind := opened.words[word].kind if word in opened.words else None):
            found.setdefault(id_, kind.name)
    return found


def faults_of_id(opened: Opened, kinds: Mapping[str, str], word: str, id_: str) -> Iterator[str]:
    """Why annotations that begin with a word can't have an id; `kinds` are those of the ids that are taken."""
    type_ = opened.words[word]
    if fault := id_fault(id_, type_):
        yield "; ".join(filter(None, (fault.message, fault.hint)))
    elif type_.kind and kinds.get(id_, type_.kind.name) != type_.kind.name:
        yield f"`{id_}` is the id of {a(kinds[id_])}; give {a(type_.kind.name)} another one, such as `{id_}-{word}`"


def faults_of_reference(opened: Opened, kinds: Mapping[str, str], word: str, key: str, id_: str) -> Iterator[str]:
    """Why an attribute of annotations that begin with a word can't name an id."""
    to = _targets(opened, word, key)
    if "country" in to and is_country(id_):
        return
    for problem in check_reference(id_, SourceText("", id_).whole(), to, kinds, {}):
        yield f"{problem.message}; {problem.hint}"


def targets(opened: Opened, word: str, key: str) -> tuple[str, ...]:
    """The words of the annotations whose ids an attribute may name."""
    kinds = _targets(opened, word, key)
    return tuple(each.name for each in opened.words.values() if each.kind and each.kind.name in kinds)


def _targets(opened: Opened, word: str, key: str) -> Sequence[str]:
    fields = opened.words[word].attributes.get(key, ())
    return [kind for field in fields if field.type == "reference" for kind in field.to]
