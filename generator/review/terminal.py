"""The review as questions in a terminal, one identity after another; it works over a pipe of answers too."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.diagnostics.problem import as_text, failed, visible
from generator.drafting import Proposal
from generator.drafting.model import DATE, PARAPHRASE, QUOTE
from generator.facts.extract import HOLDERS
from generator.review.completion import complete, things
from generator.review.model import Existing, NewAnnotation, ReviewChanges
from generator.review.session import Opened, Review, Saved, Saving
from generator.review.text import seen
from generator.text.count import count

Ask = Callable[[str], str | None]
Say = Callable[[str], None]
Decision = Literal["", "yes", "no"]
_ALONE = frozenset({QUOTE, PARAPHRASE})
_AROUND = 100
HELP = """\
  y        yes, all of its mentions        n        no, none of them
  x 2 3    not mentions 2 and 3            i NAME   another id, completed by any spelling
  k KIND   another kind                    j        next, without a decision
  b        back                            u        undo
  w        write the article               q        leave without writing"""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A proposal, or an annotation that stands, with the decision on it, and what its braces are to name.

    `owner` is the id for which a speaker without a name spoke, if the reviewer said so.
    """

    index: int
    what: Proposal | Existing
    start: int
    end: int
    kind: str
    id: str
    decision: Decision
    owner: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What it is decided by: its identity; a quotation is decided alone."""
        is_existing = isinstance(self.what, Existing)
        return (is_existing, self.kind, self.start if self.kind in _ALONE else self.id)


@dataclass(slots=True)
class _Questions:
    """The mentions and where the reviewer is; `past` leads back."""

    opened: Opened
    ask: Ask
    say: Say
    mentions: tuple[_Mention, ...]
    at: int = 0
    past: list[tuple[tuple[_Mention, ...], int]] = field(default_factory=list)

    def groups(self) -> list[list[_Mention]]:
        found: dict[tuple[object, ...], list[_Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.key, []).append(mention)
        return list(found.values())

    def change(self, changed: Sequence[_Mention]) -> None:
        self.past.append((self.mentions, self.at))
        places = {(each.what, each.start): each for each in changed}
        self.mentions = tuple(places.get((each.what, each.start), each) for each in self.mentions)


def review_in_terminal(review: Review, path: str, reviewer: str, *, extract: bool, ask: Ask, say: Say) -> bool:
    """Ask about an article and save what is decided; whether all went well.

    `ask` gets a prompt and gives an answer, None where there are no more; `say` prints a line.
    """
    opened, unread = review.open(path)
    for problem in (*unread, *((*opened.faults, *opened.problems) if opened else ())):
        say(as_text(problem))
    if opened is None:
        return False
    questions = _Questions(opened, ask, say, _mentions(opened))
    if not questions.mentions:
        say(f"{path}: there is nothing to decide")
    if not _ask_all(questions):
        say(f"{path}: nothing is written")
        return True
    by = ask(f"Reviewed by (- for nobody yet) [{visible(reviewer) or '-'}]: ")
    if by is None:
        say(f"{path}: the answers ended, nothing is written")
        return False
    name = by.strip() or reviewer
    saving = Saving("" if name == "-" else name, extract)
    return _tell(review.save(opened, _changes(questions), saving), path, say)


def _mentions(opened: Opened) -> tuple[_Mention, ...]:
    """What is proposed, and in a draft also what the program has written already."""
    prose = opened.read.prose
    found = [
        _Mention(index, each, seen(prose, each.start), seen(prose, each.end), each.kind, each.id, "")
        for index, each in enumerate(opened.proposals)
    ]
    if opened.is_draft:
        found += [
            _Mention(index, each, each.start, each.end, each.kind, each.id, "")
            for index, each in enumerate(opened.read.existing)
        ]
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _ask_all(questions: _Questions) -> bool:
    """Go through the groups; whether the article is to be written."""
    while True:
        groups = questions.groups()
        is_over = questions.at >= len(groups)
        if is_over:
            open_ = sum(any(not each.decision for each in group) for group in groups)
            questions.say(f"The end. {count(open_, 'decision')} left open; w writes, b goes back, q leaves.")
        else:
            _show(questions, groups[questions.at])
        answer = questions.ask("y n x i k j b u w q ? > " if not is_over else "w b u q > ")
        if answer is None:
            questions.say("The answers ended.")
            return False
        word, _, rest = answer.strip().partition(" ")
        if word in ("w", "q"):
            return word == "w"
        _obey(questions, word.casefold(), rest.strip(), [] if is_over else groups[questions.at])


def _obey(questions: _Questions, word: str, rest: str, group: list[_Mention]) -> None:
    match word:
        case "b":
            questions.at = max(questions.at - 1, 0)
        case "u":
            if questions.past:
                questions.mentions, questions.at = questions.past.pop()
            else:
                questions.say("  there is nothing to undo")
        case "j" | "" if group:
            questions.at += 1
        case "y" if group:
            _accept(questions, group)
        case "n" if group:
            questions.change([replace(each, decision="no") for each in group])
            questions.at += 1
        case "x" if group:
            _not_here(questions, group, rest)
        case "i" if group:
            _another_id(questions, group, rest)
        case "k" if group:
            _another_kind(questions, group, rest)
        case _:
            questions.say(HELP)


def _accept(questions: _Questions, group: list[_Mention]) -> None:
    if not group[0].id:
        questions.say("  nobody knows who that is yet: i NAME says so")
        return
    owner = group[0].owner
    if _speaks_for_nobody(group[0]):
        said = questions.ask("  for whom was that said? a name or an id: ") or ""
        owner = _chosen(questions, said.strip(), ())
        if not owner:
            questions.say("  not accepted: the words of a speaker without a name go into somebody's record")
            return
    questions.change([replace(each, decision="yes", owner=owner) for each in group if not each.decision] or group)
    questions.at += 1


def _speaks_for_nobody(mention: _Mention) -> bool:
    """Whether a proposed speaker has neither a name nor anybody in whose record the words could go."""
    if not isinstance(mention.what, Proposal) or mention.owner or mention.id != mention.what.id:
        return False
    keys = {key for key, _ in mention.what.attributes}
    return "speaker" in keys and keys.isdisjoint(HOLDERS)


def _not_here(questions: _Questions, group: list[_Mention], rest: str) -> None:
    numbers = {int(each) for each in rest.replace(",", " ").split() if each.isdecimal()}
    chosen = [each for number, each in enumerate(group, 1) if number in numbers]
    if not chosen:
        questions.say("  say which ones: x 2 3")
        return
    questions.change([replace(each, decision="no") for each in chosen])


def _another_id(questions: _Questions, group: list[_Mention], rest: str) -> None:
    kind = group[0].kind
    rest = rest if rest and kind == DATE else _chosen(questions, rest, () if kind in _ALONE else (kind,))
    if not rest:
        return
    old = group[0].id
    renamed = [replace(each, id=rest, decision="yes") for each in group]
    if kind not in (*_ALONE, DATE):  # who is called by another id speaks by it as well
        speaking = [each for each in questions.mentions if each.kind in _ALONE and each.id == old]
        renamed += [replace(each, id=rest) for each in speaking if isinstance(each.what, Proposal)]
    questions.change(renamed)
    questions.at += 1


def _chosen(questions: _Questions, rest: str, kinds: tuple[str, ...]) -> str:
    """The id that an answer means: an id or a name of the register, chosen if several fit, or a new id; "" for none."""
    known = things(questions.opened.register)
    is_id = any(each.id == rest and (not kinds or each.kind in kinds) for each in known)
    found = () if is_id else complete(known, rest, kinds)
    if rest and (not found or found[0].id == rest):
        return rest
    for number, each in enumerate(found, 1):
        questions.say(f"  {number}. {each.kind} {each.id}  {visible(each.name)}")
    answer = (questions.ask("  number, or an id: ") or "").strip()
    index = int(answer) - 1 if answer.isdecimal() else -1
    return found[index].id if 0 <= index < len(found) else answer


def _another_kind(questions: _Questions, group: list[_Mention], rest: str) -> None:
    if rest not in questions.opened.words or rest in _ALONE or group[0].kind in _ALONE:
        questions.say(f"  the kinds are {', '.join(each for each in questions.opened.words if each not in _ALONE)}")
        return
    questions.change([replace(each, kind=rest) for each in group])


def _show(questions: _Questions, group: list[_Mention]) -> None:
    """A group: what it is, why, and each of its sentences."""
    first = group[0]
    what = first.what
    why = f"{what.confidence}: {what.reason}" if isinstance(what, Proposal) else "written by the program"
    new = ", a new record" if isinstance(what, Proposal) and what.new and what.id == first.id else ""
    questions.say(
        f"\n[{questions.at + 1}/{len(questions.groups())}] {first.kind} {first.id or '?'}{new}, {visible(why)}"
    )
    for number, (mention, sentence) in enumerate(zip(group, _sentences(questions.opened, group), strict=True), 1):
        sign = {"yes": "+", "no": "-", "": " "}[mention.decision]
        questions.say(f"  {sign}{number}. {visible(sentence)}")


def _sentences(opened: Opened, group: Sequence[_Mention]) -> Iterator[str]:
    prose = opened.read.prose
    for each in group:
        start, end = prose.sentence(each.start)[0], max(prose.sentence(each.end - 1)[1], each.end)
        before, after = prose.text[start : each.start], prose.text[each.end : end]
        yield f"{before[-_AROUND:]}»{prose.text[each.start : each.end]}«{after[:_AROUND]}"


def _changes(questions: _Questions) -> ReviewChanges:
    added, removed = [], set[int]()
    for each in questions.mentions:
        if isinstance(each.what, Existing):
            removed |= {each.index} if each.decision == "no" else set()
        elif each.decision == "yes":
            added.append(_added(each, each.what))
    return ReviewChanges(tuple(added), {}, frozenset(removed))


def _added(mention: _Mention, proposal: Proposal) -> NewAnnotation:
    attributes = None
    if mention.kind in _ALONE and mention.id != proposal.id:
        attributes = (("by", mention.id), *(pair for pair in proposal.attributes if pair[0] not in ("by", "speaker")))
    elif mention.owner:
        attributes = (*proposal.attributes, ("for", mention.owner))
    own = proposal if mention.kind == proposal.kind else None
    return NewAnnotation(mention.start, mention.end, mention.kind, mention.id, attributes, own)


def _tell(saved: Saved, path: str, say: Say) -> bool:
    """Say what was saved; whether it was."""
    for problem in saved.problems:
        say(as_text(problem))
    for each in saved.refused:
        say(f"{path}: no brackets can stand around {visible(each.kind)} {visible(each.id)}: Markdown is in the way")
    if saved.is_stale:
        say(f"{path}: the file has changed meanwhile; nothing is written; run the command again")
    for written in saved.written:
        say(f"wrote {written}")
    is_well = not (failed(saved.problems) or saved.refused or saved.is_stale)
    if is_well and not saved.written:
        say(f"{path}: nothing to change")
    return is_well
