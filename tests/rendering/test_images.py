"""Images that a site does not have are reported, whoever shows them; all others are not."""

from pathlib import Path

import pytest
from support.sites import empty_project, make

from generator.rendering.links import images_of

ARTICLE = """---
title: News
date: 2025-12-01
---

A first paragraph of an article that shows pictures, long enough to be one.

![A picture]({image})
"""


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="a.png">', ("x/y/a.png",)),
        ("<img alt='b' src='../b.png?v=1#c'>", ("x/b.png",)),
        ('<video src="c%20d.mp4"></video>', ("x/y/c d.mp4",)),
        ('<img src="https://example.org/a.png"><img src="data:,"><img src="/a.png"><img src="//b/c"><img src="">', ()),
        ('<p data-src="a.png">src="a.png"</p>', ()),
    ],
)
def test_images_are_those_of_the_site(html: str, found: tuple[str, ...]):
    assert images_of(html, "x/y/") == found


def test_a_missing_image_is_reported_until_it_is_there(tmp_path: Path):
    root = empty_project(tmp_path / "project")
    (root / "content/articles").mkdir()
    (root / "content/articles/news.md").write_text(ARTICLE.format(image="a.png"), "utf-8")
    (root / "content/pages/extra.md").write_text(
        '# Extra\n\n<img src="b.png" alt="b">\n\n`<img src="c.png">`\n', "utf-8"
    )
    missing = [
        (
            "articles/news.md shows the image `articles/news/a.png`, and the site has no such file; "
            "put it into content/pages/articles/news/a.png"
        ),
        "extra.md shows the image `extra/b.png`, and the site has no such file; put it into content/pages/extra/b.png",
    ]
    for _ in range(2):
        assert [text for text in make(root, root / "site") if "image" in text] == missing
    for path in ("content/pages/articles/news/a.png", "content/pages/extra/b.png"):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_bytes(b"x")
    assert [text for text in make(root, root / "site") if "image" in text] == []


def test_an_image_whose_name_no_disk_takes_is_reported(tmp_path: Path):
    root = empty_project(tmp_path / "project")
    (root / "content/articles").mkdir()
    (root / "content/articles/news.md").write_text(ARTICLE.format(image="x" * 3000), "utf-8")
    (told,) = [text for text in make(root, root / "site") if "image" in text]
    assert told.startswith(f"articles/news.md shows the image `articles/news/{'x' * 3000}`, and the site has no such")
