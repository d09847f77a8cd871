"""Histories drawn at random: a base, branches from it, and all of them joined in the end."""

from git_histories import GitHistory


def play(history: GitHistory, branches: int = 2) -> None:
    """A base, some branches from it, all of them joined in the end."""
    pick = history.pick
    names = [f"b{number}" for number in range(branches)]
    if pick.random() < 0.15:
        history.old = frozenset({"main", pick.choice(names[1:])})
    history.begin()
    for _ in range(pick.randint(0, 2)):
        step(history)
    for name in names:
        history.switch(name, "main")
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
