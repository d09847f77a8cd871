"""What decides whether pages that looked something up may differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.incremental.dependencies import gathered_digests


@dataclass
class Gathered:
    confirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unconfirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def test_a_thing_that_moves_from_one_collection_to_another_differs():
    seat = ("the talks",)
    here, there = gathered_digests(Gathered({"ann-roe": seat})), gathered_digests(Gathered({}, {"ann-roe": seat}))
    assert here.keys() == there.keys() == {"ann-roe"}
    assert here != there
    assert here == gathered_digests(Gathered({"ann-roe": ("the talks",)}))
