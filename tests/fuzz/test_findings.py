"""What fuzzing has found stays found, and what it finds it with works: each seed, and hundreds of its mutants."""

import subprocess
import sys
from pathlib import Path

import pytest
import targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seeds import FOUND, WORDS, findings, seeds
from support.tiers import sample, scale
from targets import TARGETS

MUTANTS = {"schema": 40, "person": 40, "shape": 40, "project": 40, "record": 100}
"""How many at each run, where a hundred would take more than seconds."""


@pytest.mark.parametrize(
    ("target", "name"),
    [pytest.param(target, name, id=f"{target}: {name}") for target in TARGETS for name in findings(target)],
)
def test_what_was_found_is_mended(target: str, name: str):
    TARGETS[target](findings(target)[name])


def test_every_finding_is_a_targets():
    assert {path.name for path in FOUND.iterdir()} <= TARGETS.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_hold(target: str):
    held = [TARGETS[target](seed) for seed in sample(seeds(target), 3)]
    assert len(held) > 0


def mutants(target: str) -> st.SearchStrategy[bytes]:
    """Seeds with pieces cut out, put in, or put elsewhere."""
    known = sorted(seeds(target), key=len)
    pieces = st.sampled_from(WORDS) | st.binary(max_size=6) | st.text(max_size=4).map(str.encode)
    cut = st.tuples(st.integers(0, 4000), st.integers(0, 40) | st.integers(0, 2000), pieces)

    def changed(seed: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
        for at, length, piece in cuts:
            start = at % (len(seed) + 1)
            seed = seed[:start] + piece + seed[start + length :]
        return seed

    return st.builds(changed, st.sampled_from(known), st.lists(cut, min_size=1, max_size=5))


@pytest.mark.sample(5)
@pytest.mark.parametrize("target", TARGETS)
def test_mutants_hold(target: str):
    whole = MUTANTS.get(target, 400)
    count = scale(whole // 8, whole)
    tried: list[bytes] = []

    @settings(max_examples=count, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(mutants(target))
    def holds(data: bytes) -> None:
        tried.append(data)
        TARGETS[target](data)

    holds()
    assert len(set(tried)) > count // 2


def test_a_target_fails_where_a_promise_is_broken(monkeypatch: pytest.MonkeyPatch):
    """The reader of YAML as it would be if it dropped a key: the harness notices."""
    whole = targets.plain
    monkeypatch.setattr(targets, "plain", lambda node: {"x": whole(node)})
    with pytest.raises(AssertionError):
        TARGETS["yaml"](b"a: b\n")


def test_the_command_runs_or_says_what_it_needs(tmp_path: Path):
    command = [sys.executable, str(FOUND.parent / "run.py"), "search", "--seconds", "1", "--found", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "pip install atheris" in result.stderr or "Done " in result.stderr, result.stderr[-500:]
    assert not list(tmp_path.iterdir())
