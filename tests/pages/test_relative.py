"""Links lead from the folder of a page to another page."""

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.page_context import relative

FOLDERS = st.lists(st.sampled_from(["a", "ab", "b"]), max_size=4)


@given(FOLDERS, FOLDERS)
def test_the_way_between_any_two_pages(here: list[str], there: list[str]):
    page, target = "/".join((*here, "page.md")), "/".join((*there, "other.md"))
    assert relative(page, target) == posixpath.relpath(target, posixpath.dirname(page) or ".")
