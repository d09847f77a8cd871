"""What a build finds in the pages that it wrote and in those that it kept."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.incremental.manifest import PageDependencies
from generator.rendering.build_results import find_open_links

NAMES = st.sampled_from("abc")
IDS = st.sets(NAMES, max_size=2).map(lambda found: tuple(sorted(found)))
TARGETS = st.lists(st.builds("{}.md#{}".format, st.sampled_from("abcd"), NAMES), max_size=3).map(tuple)
PAGES = st.dictionaries(st.builds("{}.md".format, NAMES), st.builds(PageDependencies, st.just(()), IDS, TARGETS))


def ordered(pages: Mapping[str, PageDependencies]) -> dict[str, PageDependencies]:
    return dict(sorted(pages.items()))


@given(PAGES, PAGES, st.sets(st.builds("{}.md".format, NAMES)))
def test_open_links_of_kept_pages_hold_while_no_anchor_changed(before: dict, others: dict, kept: set[str]):
    known = ordered(before)
    now = ordered({**others, **{path: page for path, page in before.items() if path in kept}})
    last = find_open_links(known, {}, ())
    expected = [
        (path, target)
        for path, page in now.items()
        for target in page.targets
        if target[:4] not in now or target[5:] not in now[target[:4]].ids
    ]
    assert find_open_links(now, known, last) == tuple(expected)
