"""The questions of a review in a terminal: what is asked about, where the reviewer is, and ids as answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.diagnostics.problem import visible
from generator.drafting.model import DATE
from generator.review.answers import faults_of_id, faults_of_reference, known_kinds, targets
from generator.review.completion import complete, named_before, things
from generator.review.items import ALONE, ReviewItem, decided
from generator.review.session import Opened
from generator.values import is_country

Ask = Callable[[str], str | None]
Say = Callable[[str], None]


class AnswersEndedError(Exception):
    """Standard input ended, or the reviewer interrupted the review, before everything was answered."""


@dataclass(slots=True)
class Questions:
    """The mentions and where the reviewer is; `past` leads back.

    `answer` gets a prompt and gives an answer, None where there are no more; `say` prints a line.
    """

    opened: Opened
    answer: Ask
    say: Say
    mentions: tuple[ReviewItem, ...]
    at: int = 0
    past: list[tuple[tuple[ReviewItem, ...], int]] = field(default_factory=list)

    def groups(self) -> list[list[ReviewItem]]:
        """The mentions by what one decision is about, in the order of the text."""
        found: dict[tuple[object, ...], list[ReviewItem]] = {}
        for mention in self.mentions:
            found.setdefault(mention.key, []).append(mention)
        return list(found.values())

    def change(self, changed: Sequence[ReviewItem]) -> None:
        """Put changed mentions in the place of those that they were."""
        self.past.append((self.mentions, self.at))
        places = {(each.what, each.start): each for each in changed}
        self.mentions = tuple(places.get((each.what, each.start), each) for each in self.mentions)

    def ask(self, prompt: str) -> str:
        """An answer without the spaces around it; raises AnswersEndedError where there is none."""
        answer = self.answer(prompt)
        if answer is None:
            raise AnswersEndedError
        return answer.strip()

    def agrees(self, question: str) -> bool:
        """Whether the answer to a question is yes."""
        return self.ask(question).casefold() in ("y", "yes")


def recall(questions: Questions, say: Say) -> None:
    """Print the decisions that nothing was made of."""
    say("Your decisions were:")
    for line in decided(questions.mentions):
        say(visible(line))


def ask_for_id(questions: Questions, group: Sequence[ReviewItem], kind: str, given: str) -> str:
    """The id that an answer means, sound for annotations of a kind; "" for none. What is wrong with it is said."""
    if kind in ALONE:
        return ask_for_reference(questions, kind, "by", given)
    id_ = given if kind == DATE else _chosen(questions, given, (kind,))
    if not id_:
        questions.say("  say which: i 2025-12-02" if kind == DATE else "  say which: i and a name, or an id")
        return ""
    taken = known_kinds(questions.opened, _others(questions, group))
    if _tell(questions, faults_of_id(questions.opened, taken, kind, id_)):
        return ""
    is_new = kind != DATE and id_ not in taken and id_ != group[0].id and not is_country(id_)
    if is_new and not questions.agrees(f"  nothing has the id {id_}: is it a new {kind}? y [no]: "):
        return ""
    return id_


def ask_for_reference(questions: Questions, kind: str, key: str, given: str) -> str:
    """The id of something known that an answer means, for an attribute; "" for none. What is wrong with it is said."""
    id_ = _chosen(questions, given, targets(questions.opened, kind, key))
    known = known_kinds(questions.opened, (each for each in questions.mentions if each.decision != "no"))
    if id_ and _tell(questions, faults_of_reference(questions.opened, known, kind, key, id_)):
        return ""
    return id_


def _others(questions: Questions, group: Sequence[ReviewItem]) -> Iterable[ReviewItem]:
    """The accepted mentions outside a group."""
    mine = {(each.what, each.start) for each in group}
    return (each for each in questions.mentions if each.decision == "yes" and (each.what, each.start) not in mine)


def _tell(questions: Questions, faults: Iterable[str]) -> bool:
    """Say what is wrong; whether anything is."""
    found = list(faults)
    for each in found:
        questions.say(f"  {visible(each)}")
    return bool(found)


def _named(questions: Questions) -> Iterator[tuple[str, str, str]]:
    """What the article names, as its kind, its id and its words: what stands there, and what is not refused."""
    read = questions.opened.read
    named = [(each.start, each.kind, each.id, read.text[each.start : each.end]) for each in read.existing]
    named += [(each.start, each.kind, each.id, each.words) for each in questions.mentions if each.decision != "no"]
    for _, kind, id_, words in sorted(named):
        if id_ and kind not in (*ALONE, DATE):
            yield kind, id_, " ".join(words.split())


def _chosen(questions: Questions, given: str, kinds: tuple[str, ...]) -> str:
    """The id that an answer means: an id or a name of the register, chosen if several fit, or a new id; "" for none."""
    known = named_before(_named(questions), things(questions.opened.register))
    is_id = any(each.id == given and (not kinds or each.kind in kinds) for each in known)
    found = () if is_id else complete(known, given, kinds)
    if given and (not found or found[0].id == given):
        return given
    for number, each in enumerate(found, 1):
        questions.say(f"  {number}. {each.kind} {each.id}  {visible(each.name)}")
    answer = questions.ask("  number, or an id: ")
    if answer.isdecimal() and found:
        if 0 < int(answer) <= len(found):
            return found[int(answer) - 1].id
        questions.say(f"  there is no number {answer}")
        return ""
    return answer
