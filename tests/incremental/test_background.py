"""A call in a process of its own gives what the function gives, also where no process can be had."""

import os
import threading

import pytest

from generator.incremental.background import in_background


def whose(number: int) -> tuple[int, int]:
    return os.getpid(), number


def fails_in_another(own: int) -> int:
    if os.getpid() != own:
        raise ValueError
    return own


def test_a_result_comes_from_another_process_once():
    call = in_background(whose, 3)
    assert call() == call()
    assert call()[1] == 3
    assert (call()[0] != os.getpid()) == hasattr(os, "fork")


def test_what_fails_there_is_done_here():
    assert in_background(fails_in_another, os.getpid())() == os.getpid()


def test_no_process_is_begun_beside_threads(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert in_background(whose, 1)() == (os.getpid(), 1)
