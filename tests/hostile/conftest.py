"""The hostile site, built once, and the calm one of the same shape."""

import pytest
from hostile_sites import Built, built, strings
from support import tiers
from vectors import OWN, REFUSED, naughty
from world import CALM, LABEL, SCHEMA, World, spread


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """With --all each text is in each field of each kind; else the naughty ones are in one kind."""
    texts = strings(every=tiers.is_whole())
    bodies = [*dict.fromkeys((*OWN, *REFUSED, *naughty()))]
    return built(tmp_path_factory.mktemp("hostile"), World(spread(*texts), bodies))


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same fields and articles, in which nothing is hostile."""
    world = World(spread([f"{CALM} {number}" for number in range(12)], []), [CALM] * 4, SCHEMA.replace(LABEL, CALM))
    return built(tmp_path_factory.mktemp("calm"), world)
