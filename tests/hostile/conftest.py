"""The hostile site, built once, and the calm one of the same shape."""

import pytest
from hostile_sites import Built, build, strings
from support.sharing import shared
from support.tiers import sample
from vectors import OWN, REFUSED, naughty
from world import CALM, LABEL, SCHEMA, World, spread


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each text is in the records of one kind by default, and in those of each kind with --all."""
    bodies = sample(dict.fromkeys((*OWN, *REFUSED, *naughty())), 40)
    world = World(spread(*strings()), bodies)
    return Built(shared(tmp_path_factory, "hostile", lambda folder: build(folder, world)), world)


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same fields and articles, in which nothing is hostile."""
    world = World(spread([f"{CALM} {number}" for number in range(12)], []), [CALM] * 4, SCHEMA.replace(LABEL, CALM))
    return Built(shared(tmp_path_factory, "calm", lambda folder: build(folder, world)), world)
