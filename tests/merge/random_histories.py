"""Histories drawn at random: a base, branches from it, and all of them joined in the end."""

from collections.abc import Callable
from functools import partial

from git_branches import PASSAGES
from git_histories import GitHistory
from history_records import format_written, person_written, status_written

SHARED: tuple[tuple[str, Callable[[list[str]], str]], ...] = (
    (PASSAGES[0], partial(status_written, value="held")),
    (PASSAGES[1], partial(status_written, value="planned")),
    (PASSAGES[3], partial(format_written, value="call")),
    (PASSAGES[7], partial(person_written, id_="bo-lind", more="")),
    (PASSAGES[8], partial(person_written, id_="zed-ode", more="for: us")),
)
"""What an article can say and what a person writes into the record to the same effect."""


def play(history: GitHistory, branches: int = 2) -> None:
    """A base, some branches from it, all of them joined in the end."""
    pick = history.pick
    names = [f"b{number}" for number in range(branches)]
    if pick.random() < 0.15:
        history.old = frozenset({"main", pick.choice(names[1:])})
    history.begin()
    for _ in range(pick.randint(0, 2)):
        step(history)
    fresh = [shared for shared in SHARED if not history.is_said(shared[0])]
    hands = pick.choice(fresh) if fresh and pick.random() < 0.7 else None
    for name in names:
        history.switch(name, "main")
        if hands:
            share(history, *hands, is_by_hand=name == names[0])
        for _ in range(pick.randint(1, 4)):
            step(history)
    for name in names[1:]:
        history.switch(names[0])
        for _ in range(pick.randint(0, 1)):
            step(history)
        history.merge(name, pick.choice(("merge", "merge", "merge", "squash", "rebase", "cherry-pick")))
        if pick.random() < 0.3 and branches > 2:
            history.switch(name)
            if pick.random() < 0.5:
                history.force()
            step(history)
            history.merge(names[0], "merge")
            history.switch(names[0])
            history.merge(name, "merge")


def share(history: GitHistory, passage: str, by_hand: Callable[[list[str]], str], *, is_by_hand: bool) -> None:
    """A person writes on one branch what articles assert on the others."""
    if is_by_hand:
        history.edit(by_hand)
    else:
        history.change_article(passage)
    history.extract()
    history.commit()


def step(history: GitHistory) -> None:
    """A commit: a change of an article, or a person's edit, mostly extracted."""
    pick = history.pick
    which = pick.random()
    if which < 0.04:
        history.revert()
        return
    if which < 0.1 and not history.old:
        history.change_ids()
        is_extracted = True
    elif which < 0.11:
        history.lose_ledger()
        is_extracted = True
    elif which < 0.65:
        history.change_article()
        is_extracted = pick.random() < 0.95
    else:
        history.edit()
        is_extracted = pick.random() < 0.8
    if is_extracted:
        history.extract()
    history.commit()
