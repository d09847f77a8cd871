"""The review as questions in a terminal, one thing to decide after another; it works over a pipe of answers too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics.problem import as_text, failed, visible
from generator.drafting import Proposal
from generator.drafting.model import DATE, UNNAMED
from generator.facts.extract import HOLDERS
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
from generator.review.questions import (
    AnswersEndedError,
    Ask,
    Questions,
    Say,
    ask_for_id,
    ask_for_reference,
    recall,
)
from generator.review.session import Opened, Review, Saved, Saving
from generator.text.count import count

_AROUND, _MOST_ERRORS = 100, 20
_WITHOUT_ID = frozenset({*ALONE, UNNAMED})
HELP = """\
  y        yes, all of its mentions        n        no, none of them
  x 2 3    not mentions 2 and 3            i NAME   another id, completed by any spelling
  k KIND   another kind; k KIND ID         j        next, without a decision
  b        back                            u        undo
  r        what was refused before         w        write the article
  q        leave without writing"""


class Reviewing(NamedTuple):
    """How to review: who reviews, whether to extract facts after saving, and where what went wrong is said."""

    reviewer: str
    extract: bool
    warn: Say


def review_in_terminal(review: Review, path: str, how: Reviewing, ask: Ask, say: Say) -> bool:
    """Ask about an article and save what is decided; whether all went well.

    `ask` gets a prompt and gives an answer, None where there are no more; `say` prints a line.
    """
    opened, unread = review.open(path)
    for problem in (*unread, *((*opened.faults, *opened.problems) if opened else ())):
        say(as_text(problem))
    if opened is None:
        return False
    questions = Questions(opened, ask, say, items_of(opened))
    if not questions.mentions:
        say(f"{path}: there is nothing to decide")
    try:
        return _review(review, questions, path, how)
    except AnswersEndedError:
        return _ended(questions, path, how.warn)


def _review(review: Review, questions: Questions, path: str, how: Reviewing) -> bool:
    while _ask_all(questions):
        if not _accepts_errors(review, questions):
            continue
        name = _signature(questions, how.reviewer)
        saved = review.save(questions.opened, changes_of(questions.mentions), Saving(name, how.extract))
        if saved.is_stale:
            if not _load_again(review, questions, path):
                return False
        elif _tell(saved, questions, path):
            return True
        elif saved.written:
            return False
        else:
            questions.say("Nothing is written; your decisions are still here: w writes again, q leaves.")
    questions.say(f"{path}: nothing is written")
    return True


def _ended(questions: Questions, path: str, warn: Say) -> bool:
    """Say what is lost where the answers ended; whether nothing is."""
    number = sum(bool(each.decision) for each in questions.mentions)
    if not number:
        questions.say(f"{path}: the answers ended, nothing is written")
        return True
    warn(f"{path}: the answers ended, nothing is written; {count(number, 'decision')} not saved")
    recall(questions, warn)
    return False


def _accepts_errors(review: Review, questions: Questions) -> bool:
    """Whether the article has no errors as it would be written, or the reviewer goes on knowing them."""
    found = review.preview(questions.opened, changes_of(questions.mentions)).preview.findings
    errors = [each for each in found if each.severity == "error"]
    if not errors:
        return True
    questions.say(f"The article would have {count(len(errors), 'error')}:")
    for each in errors[:_MOST_ERRORS]:
        questions.say(as_text(each))
    if len(errors) > _MOST_ERRORS:
        questions.say(f"and {len(errors) - _MOST_ERRORS} more")
    return questions.agrees(f"Go on with {'it' if len(errors) == 1 else 'them'}? y [no]: ")


def _signature(questions: Questions, reviewer: str) -> str:
    """Who signs for the article; "" for nobody, as long as nobody says otherwise."""
    all_, open_ = len(questions.mentions), sum(not each.decision for each in questions.mentions)
    left = f" {count(open_, 'mention')} of {all_} undecided." if open_ else ""
    while True:
        by = f" by {visible(reviewer)}" if reviewer else ""
        answer = questions.ask(f"Mark the article as reviewed{by}?{left} y, or the name of who reviewed it [no]: ")
        if answer.casefold() in ("", "-", "n", "no"):
            return ""
        if answer.casefold() not in ("y", "yes"):
            return answer
        if reviewer:
            return reviewer
        questions.say("  nobody knows who you are: give your name")


def _load_again(review: Review, questions: Questions, path: str) -> bool:
    """Ask to go on with the file as it is now; whether there is something to go on with. No decision is lost unseen."""
    questions.say(f"{path}: the file has changed meanwhile; nothing is written")
    opened = None
    if questions.ask("Load it again, with the decisions that still fit? [yes] ").casefold() not in ("n", "no", "q"):
        opened, problems = review.open(path)
        for problem in problems:
            questions.say(as_text(problem))
    if opened is None:
        recall(questions, questions.say)
        return False
    before = questions.mentions
    now, left = carried_over(before, items_of(opened))
    questions.opened, questions.mentions, questions.past = opened, now, []
    questions.say(f"Loaded again; {count(sum(bool(each.decision) for each in now), 'decision')} kept.")
    present = {(each.kind, each.id, opened.read.text[each.start : each.end]) for each in opened.read.existing}
    for line in decided(each for each in left if (each.kind, each.id, each.words) not in present):
        questions.say(f"  fits no more:{visible(line)}")
    groups = questions.groups()
    is_open = (at for at, group in enumerate(groups) if any(not each.decision for each in group))
    questions.at = next(is_open, len(groups))
    return True


def _ask_all(questions: Questions) -> bool:
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
        word, _, rest = answer.partition(" ")
        if word in ("w", "q"):
            return word == "w"
        _obey(questions, word.casefold(), rest.strip(), [] if is_over else groups[questions.at])


def _obey(questions: Questions, word: str, rest: str, group: list[ReviewItem]) -> None:
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


def _undo(questions: Questions) -> None:
    if questions.past:
        questions.mentions, questions.at = questions.past.pop()
    else:
        questions.say("  there is nothing to undo")


def _show_refused(questions: Questions) -> None:
    """Ask once more about what a reviewer refused before, beginning with the first of it."""
    known = {(each.what, each.start) for each in questions.mentions}
    found = [each for each in refused_before(questions.opened) if (each.what, each.start) not in known]
    if not found:
        questions.say("  nothing was refused before, or it is shown already")
        return
    questions.past.append((questions.mentions, questions.at))
    questions.mentions = tuple(sorted((*questions.mentions, *found), key=lambda each: (each.start, -each.end)))
    questions.at = next(at for at, group in enumerate(questions.groups()) if group[0].key == found[0].key)


def _accept(questions: Questions, group: list[ReviewItem]) -> None:
    if not group[0].id and isinstance(group[0].what, Proposal):
        questions.say("  nobody knows who that is yet: i NAME says so")
        return
    owner = group[0].owner
    if _speaks_for_nobody(group[0]):
        questions.say("  a speaker without a name has no record: the words go into that of those spoken for")
        said = questions.ask("  for whom was that said? a name or an id: ")
        owner = ask_for_reference(questions, group[0].kind, "for", said)
        if not owner:
            questions.say("  not accepted: y asks again, i NAME names the speaker, n refuses the words")
            return
    questions.change([replace(each, decision="yes", owner=owner) for each in group if not each.decision] or group)
    questions.at += 1


def _speaks_for_nobody(mention: ReviewItem) -> bool:
    """Whether a proposed speaker has neither a name nor anybody in whose record the words could go."""
    if not isinstance(mention.what, Proposal) or mention.owner or mention.id != mention.what.id:
        return False
    keys = {key for key, _ in mention.what.attributes}
    return "speaker" in keys and keys.isdisjoint(HOLDERS)


def _not_here(questions: Questions, group: list[ReviewItem], rest: str) -> None:
    numbers = {int(each) for each in rest.replace(",", " ").split() if each.isdecimal()}
    chosen = [each for number, each in enumerate(group, 1) if number in numbers]
    if not chosen:
        questions.say("  say which ones: x 2 3")
        return
    questions.change([replace(each, decision="no") for each in chosen])


def _another_id(questions: Questions, group: list[ReviewItem], rest: str) -> None:
    kind = group[0].kind
    id_ = ask_for_id(questions, group, kind, rest)
    if not id_:
        return
    old = group[0].id
    renamed = [replace(each, id=id_, decision="yes") for each in group]
    if kind not in (*ALONE, DATE):  # who is called by another id speaks by it as well
        speaking = [each for each in questions.mentions if each.kind in ALONE and each.id == old]
        renamed += [replace(each, id=id_) for each in speaking if isinstance(each.what, Proposal)]
    questions.change(renamed)
    questions.at += 1


def _another_kind(questions: Questions, group: list[ReviewItem], rest: str) -> None:
    kind, _, given = rest.partition(" ")
    if isinstance(group[0].what, Existing) and group[0].what.is_block:
        questions.say("  the kind of a block is changed in the file")
        return
    words, is_speech = questions.opened.words, group[0].kind in ALONE
    kinds = [each for each in words if (each in ALONE if is_speech else each not in _WITHOUT_ID)]
    if kind not in kinds:
        questions.say(f"  the kinds are {', '.join(kinds)}")
        return
    if is_speech:
        questions.change([replace(each, kind=kind) for each in group])
    elif id_ := ask_for_id(questions, group, kind, given.strip() or group[0].id):
        questions.change([replace(each, kind=kind, id=id_) for each in group])


def _show(questions: Questions, group: list[ReviewItem]) -> None:
    """A group: what it is, why, and each of its sentences."""
    first = group[0]
    what = first.what
    why = (
        f"{what.confidence}: {what.reason}"
        if isinstance(what, Proposal)
        else "stands in a draft that nobody has reviewed"
    )
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


def _tell(saved: Saved, questions: Questions, path: str) -> bool:
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
    return is_well
