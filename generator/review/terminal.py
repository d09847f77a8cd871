"""The review as questions in a terminal, one thing to decide after another; it works over a pipe of answers too."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics.problem import as_text, failed, visible
from generator.drafting import Proposal
from generator.drafting.model import DATE
from generator.facts.check import id_fault
from generator.facts.extract import HOLDERS
from generator.review.completion import complete, things
from generator.review.items import (
    ALONE,
    ReviewItem,
    carried_over,
    changes_of,
    decided,
    items_of,
    refused_before,
    written,
)
from generator.review.model import Existing
from generator.review.session import Opened, Review, Saved, Saving
from generator.text.count import count

Ask = Callable[[str], str | None]
Say = Callable[[str], None]
_AROUND = 100
HELP = """\
  y        yes, all of its mentions        n        no, none of them
  x 2 3    not mentions 2 and 3            i NAME   another id, completed by any spelling
  k KIND   another kind; k KIND ID         j        next, without a decision
  b        back                            u        undo
  r        what was refused before         w        write the article
  q        leave without writing"""


@dataclass(slots=True)
class _Questions:
    """The mentions and where the reviewer is; `past` leads back."""

    opened: Opened
    ask: Ask
    say: Say
    mentions: tuple[ReviewItem, ...]
    at: int = 0
    past: list[tuple[tuple[ReviewItem, ...], int]] = field(default_factory=list)

    def groups(self) -> list[list[ReviewItem]]:
        found: dict[tuple[object, ...], list[ReviewItem]] = {}
        for mention in self.mentions:
            found.setdefault(mention.key, []).append(mention)
        return list(found.values())

    def change(self, changed: Sequence[ReviewItem]) -> None:
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
    questions = _Questions(opened, ask, say, items_of(opened))
    if not questions.mentions:
        say(f"{path}: there is nothing to decide")
    while _ask_all(questions):
        name = _signature(questions, reviewer)
        if name is None:
            say(f"{path}: the answers ended, nothing is written")
            return False
        saved = review.save(questions.opened, changes_of(questions.mentions), Saving(name, extract))
        if not saved.is_stale:
            return _tell(saved, questions, path)
        if not _load_again(review, questions, path):
            return False
    say(f"{path}: nothing is written")
    return True


def _signature(questions: _Questions, reviewer: str) -> str | None:
    """Who signs for the article; "" for nobody, as long as nobody says otherwise; None where the answers end."""
    all_, open_ = len(questions.mentions), sum(not each.decision for each in questions.mentions)
    left = f" {count(open_, 'mention')} of {all_} undecided." if open_ else ""
    while True:
        by = f" by {visible(reviewer)}" if reviewer else ""
        answer = questions.ask(f"Mark the article as reviewed{by}?{left} y, or the name of who reviewed it [no]: ")
        if answer is None or answer.strip().casefold() in ("", "-", "n", "no"):
            return None if answer is None else ""
        if answer.strip().casefold() not in ("y", "yes"):
            return answer.strip()
        if reviewer:
            return reviewer
        questions.say("  nobody knows who you are: give your name")


def _load_again(review: Review, questions: _Questions, path: str) -> bool:
    """Ask to go on with the file as it is now; whether there is something to go on with. No decision is lost unseen."""
    questions.say(f"{path}: the file has changed meanwhile; nothing is written")
    answer = questions.ask("Load it again, with the decisions that still fit? [yes] ")
    opened = None
    if answer is not None and answer.strip().casefold() not in ("n", "no", "q"):
        opened, problems = review.open(path)
        for problem in problems:
            questions.say(as_text(problem))
    if opened is None:
        _recall(questions)
        return False
    before = questions.mentions
    now, left = carried_over(before, items_of(opened))
    questions.opened, questions.mentions, questions.past = opened, now, []
    questions.say(f"Loaded again; {count(sum(bool(each.decision) for each in now), 'decision')} kept.")
    for line in decided(left):
        questions.say(f"  fits no more:{visible(line)}")
    groups = questions.groups()
    is_open = (at for at, group in enumerate(groups) if any(not each.decision for each in group))
    questions.at = next(is_open, len(groups))
    return True


def _recall(questions: _Questions) -> None:
    """Print the decisions that nothing was made of."""
    questions.say("Your decisions were:")
    for line in decided(questions.mentions):
        questions.say(visible(line))


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


def _obey(questions: _Questions, word: str, rest: str, group: list[ReviewItem]) -> None:
    match word:
        case "b":
            questions.at = max(questions.at - 1, 0)
        case "u":
            _undo(questions)
        case "r":
            _show_refused(questions)
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


def _undo(questions: _Questions) -> None:
    if questions.past:
        questions.mentions, questions.at = questions.past.pop()
    else:
        questions.say("  there is nothing to undo")


def _show_refused(questions: _Questions) -> None:
    """Ask once more about what a reviewer refused before, beginning with the first of it."""
    known = {(each.what, each.start) for each in questions.mentions}
    found = [each for each in refused_before(questions.opened) if (each.what, each.start) not in known]
    if not found:
        questions.say("  nothing was refused before, or it is shown already")
        return
    questions.past.append((questions.mentions, questions.at))
    questions.mentions = tuple(sorted((*questions.mentions, *found), key=lambda each: (each.start, -each.end)))
    questions.at = next(at for at, group in enumerate(questions.groups()) if group[0].key == found[0].key)


def _accept(questions: _Questions, group: list[ReviewItem]) -> None:
    if not group[0].id and isinstance(group[0].what, Proposal):
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


def _speaks_for_nobody(mention: ReviewItem) -> bool:
    """Whether a proposed speaker has neither a name nor anybody in whose record the words could go."""
    if not isinstance(mention.what, Proposal) or mention.owner or mention.id != mention.what.id:
        return False
    keys = {key for key, _ in mention.what.attributes}
    return "speaker" in keys and keys.isdisjoint(HOLDERS)


def _not_here(questions: _Questions, group: list[ReviewItem], rest: str) -> None:
    numbers = {int(each) for each in rest.replace(",", " ").split() if each.isdecimal()}
    chosen = [each for number, each in enumerate(group, 1) if number in numbers]
    if not chosen:
        questions.say("  say which ones: x 2 3")
        return
    questions.change([replace(each, decision="no") for each in chosen])


def _another_id(questions: _Questions, group: list[ReviewItem], rest: str) -> None:
    kind = group[0].kind
    rest = rest if kind == DATE else _chosen(questions, rest, () if kind in ALONE else (kind,))
    if not _is_sound(questions, kind, rest):
        return
    old = group[0].id
    renamed = [replace(each, id=rest, decision="yes") for each in group]
    if kind not in (*ALONE, DATE):  # who is called by another id speaks by it as well
        speaking = [each for each in questions.mentions if each.kind in ALONE and each.id == old]
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
    if answer.isdecimal() and found:
        return found[int(answer) - 1].id if 0 < int(answer) <= len(found) else ""
    return answer


def _is_sound(questions: _Questions, kind: str, id_: str) -> bool:
    """Whether annotations of a kind can have an id; says why not."""
    if not id_:
        questions.say("  say which: i 2025-12-02" if kind == DATE else "  say which: i and a name, or an id")
        return False
    fault = id_fault(id_, questions.opened.words[kind])
    if fault:
        questions.say("  " + "; ".join(map(visible, filter(None, (fault.message, fault.hint)))))
    return fault is None


def _another_kind(questions: _Questions, group: list[ReviewItem], rest: str) -> None:
    kind, _, id_ = rest.partition(" ")
    is_fixed = group[0].kind in ALONE or (isinstance(group[0].what, Existing) and group[0].what.is_block)
    if kind not in questions.opened.words or kind in ALONE or is_fixed:
        questions.say(f"  the kinds are {', '.join(each for each in questions.opened.words if each not in ALONE)}")
        return
    if _is_sound(questions, kind, id_ := id_.strip() or group[0].id):
        questions.change([replace(each, kind=kind, id=id_) for each in group])


def _show(questions: _Questions, group: list[ReviewItem]) -> None:
    """A group: what it is, why, and each of its sentences."""
    first = group[0]
    what = first.what
    why = f"{what.confidence}: {what.reason}" if isinstance(what, Proposal) else "written by the program"
    new = ", a new record" if isinstance(what, Proposal) and what.new and what.id == first.id else ""
    questions.say(
        f"\n[{questions.at + 1}/{len(questions.groups())}] {first.kind} {first.id or '?'}{new}, {visible(why)}"
    )
    for line in _writes(written(questions.opened, questions.mentions, group)):
        questions.say(visible(f"  {'it says' if isinstance(what, Existing) else 'yes writes'} {line}"))
    for number, (mention, sentence) in enumerate(zip(group, _sentences(questions.opened, group), strict=True), 1):
        sign = {"yes": "+", "no": "-", "": " "}[mention.decision]
        questions.say(f"  {sign}{number}. {visible(sentence)}")


def _writes(all_braces: Sequence[str]) -> Iterator[str]:
    """The annotations of a group, each once, with the numbers of its mentions where they differ."""
    places: dict[str, list[int]] = {}
    for number, each in enumerate(all_braces, 1):
        places.setdefault(each, []).append(number)
    for each, numbers in places.items():
        if each:
            yield each if len(places) == 1 else f"{each} at {', '.join(map(str, numbers))}"


def _sentences(opened: Opened, group: Sequence[ReviewItem]) -> Iterator[str]:
    prose = opened.read.prose
    for each in group:
        start, end = prose.sentence(each.start)[0], max(prose.sentence(each.end - 1)[1], each.end)
        before, after = prose.text[start : each.start], prose.text[each.end : end]
        yield f"{before[-_AROUND:]}»{prose.text[each.start : each.end]}«{after[:_AROUND]}"


def _tell(saved: Saved, questions: _Questions, path: str) -> bool:
    """Say what was saved, or what was not and has to be decided again; whether all is well."""
    say = questions.say
    for problem in saved.problems:
        say(as_text(problem))
    for each in saved.refused:
        say(f"{path}: no brackets can stand around {visible(each.kind)} {visible(each.id)}: Markdown is in the way")
    for name in saved.written:
        say(f"wrote {name}")
    is_well = not (failed(saved.problems) or saved.refused)
    if is_well and not saved.written:
        say(f"{path}: nothing to change")
    if not is_well and not saved.written:
        _recall(questions)
    return is_well
