"""What an editor chose for a merge: `--keep FIELD=ID` for each fact on which the two records differ."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics.problem import Problem
from generator.facts.ledger import Assertion, MergeBase
from generator.project.files import file_span
from generator.records.edit import remove_fact, set_fact
from generator.records.merge_cells import slot_value
from generator.records.yaml_document import YamlDocument
from generator.refactor.merge_records import RejectedFact
from generator.refactor.renaming_map import Renaming, item_of
from generator.schema.model import Kind
from generator.text.suggest import nearest

_CHOOSABLE = frozenset({"differs", "removed", "stays"})


@dataclass(frozen=True, slots=True)
class Choices:
    """The id whose word stands, by the name of a fact as `name_of` gives it."""

    ids: Mapping[str, str]

    def of(self, left: RejectedFact, kind: Kind) -> str:
        """The id that was chosen for a fact or for its item; "" if none was."""
        if left.reason not in _CHOOSABLE:
            return ""
        item = left._replace(fact=item_of(left.fact[0]))
        return self.ids.get(name_of(left, kind)) or (self.ids.get(name_of(item, kind), "") if left.fact[0].part else "")


def read_choices(words: Iterable[str], renaming: Renaming, command: str) -> tuple[Choices, tuple[Problem, ...]]:
    """The choices of the command line; a problem for each word that is none."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for word in words:
        name, _, id_ = word.rpartition("=")
        if name and id_ in (renaming.old, renaming.new):
            found[name] = id_
        else:
            message = f"`--keep {word}` chooses neither `{renaming.old}` nor `{renaming.new}`"
            hint = f"write a field and one of the two ids: `--keep name={renaming.old}`"
            problems.append(Problem("kept-field-differs", message, file_span(command), hint=hint))
    return Choices(found), tuple(problems)


def unknown_choices(choices: Choices, left: Sequence[RejectedFact], kind: Kind, command: str) -> tuple[Problem, ...]:
    """A problem for each choice between facts that do not differ."""
    names = sorted({name_of(one, kind) for one in left if one.reason in _CHOOSABLE})
    problems = []
    for name in choices.ids:
        if name not in names:
            near = nearest(name, names)
            hint = f"did you mean `{near}`?" if near else "leave it out"
            message = f"there is nothing to choose at `{name}`"
            problems.append(Problem("kept-field-differs", message, file_span(command), hint=hint))
    return tuple(problems)


def choose(
    document: YamlDocument, base: MergeBase, chosen: Iterable[RejectedFact], known: frozenset[Assertion], kind: Kind
) -> tuple[YamlDocument, MergeBase]:
    """A merged record with the loser's word in the place of the winner's, as a person's word.

    `known` are the facts of the loser's ledger. Raises EditRejectedError if the text can't be changed safely.
    """
    ours, theirs = set(base.ours), set(base.theirs)
    for one in chosen:
        document = (remove_fact if one.reason == "stays" else set_fact)(document, one.fact, kind)
        place = slot_value(one.fact, kind)
        here = {fact for fact in (*ours, *theirs) if slot_value(fact, kind) == place}
        ours -= here
        theirs |= here | ({one.fact} & known)
    return document, MergeBase(frozenset(ours), frozenset(theirs))


def hint_of(left: RejectedFact, kind: Kind, renaming: Renaming, command: str) -> str:
    """The command that takes the loser's word for a fact that was left; "" if none does."""
    if left.reason not in _CHOOSABLE:
        return ""
    words = shlex.quote(f"{name_of(left, kind)}={renaming.old}")
    return f"to have it as `{renaming.old}` does, undo this merge and run `{command} --keep {words}`"


def name_of(left: RejectedFact, kind: Kind) -> str:
    """The name of a fact on the command line: `born`, `topics[grain]`, `positions[President, ru].from`."""
    slot, value = left.fact
    field = kind.field(slot.field)
    inside = ", ".join(filter(None, slot.key)) if slot.key else value if field and field.many else ""
    return f"{slot.field}{f'[{inside}]' if inside else ''}{f'.{slot.part}' if slot.part else ''}"
