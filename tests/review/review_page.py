"""What a person does on the page of the review, and sees there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from review.reviews import reviewing


def press(page: object, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def shown(page: object, part: str) -> str:
    return " ".join(page.locator(part).inner_text().split())


def decide_all(page: object, key: str = "y") -> None:
    for _ in range(60):
        if shown(page, "#left") == "all decided":
            return
        press(page, key)
    pytest.fail("not all was decided")


def saved(page: object, *keys: str) -> None:
    """Save with these keys in the dialog; wait until it is done."""
    press(page, "s", *keys)
    page.locator("#toast", has_text="Saved").wait_for()


def close(page: object, dialog: str) -> None:
    """Close a dialog by its key: the first Escape may only close a list, and a slow machine closes it later."""
    for _ in range(5):
        press(page, "Escape")
        for _ in range(10):
            if not page.locator(f"#{dialog}[open]").count():
                return
            page.wait_for_timeout(50)
    pytest.fail(f"{dialog} stays open")


def waited(page: object, is_so: Callable[[], bool]) -> None:
    """Wait until something is so; the page's policy lets no test wait by a script."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    pytest.fail("it does not come to be so")


@contextmanager
def served(root: Path, *paths: str) -> Iterator[str]:
    with reviewing(root, *paths) as server:
        yield server.address
