"""Every entry of a front matter comes back from our own exports, whatever its words are."""

from dataclasses import fields
from pathlib import Path
from random import Random

import pytest
from exported import NAME, ROOT
from support.round_trip import FORMS, articles_of, front_of, round_trip
from support.tiers import scale

from generator.articles.front_entries import front_entries
from generator.articles.model import FrontMatter
from generator.importers.front_matter import flow

WORDS = [
    NAME,
    "The Paper",
    "Moe, Liv",
    "NO",
    "0123",
    "a: b # c",
    "{x}",
    "[y]",
    "שלום, мир",
    "🕊️ e\u0301",
    "-",
    "~",
    "'it''s'",
    "\\",
]
OLDER = ["first", "second"]
URLS = ["https://a.example/x?y=1&z=2", "https://talks.example/articles/other/", "http://b.example/%D0%BC"]


def entries(random: Random, number: int) -> dict[str, object]:
    """A front matter of random entries; the first article has all of them."""
    word = lambda: random.choice(WORDS)  # noqa: E731 -- short for what stands below many times
    people = [word(), {"organization": word()}, "Bo Lind"]
    every = {
        "publisher": word(),
        "authors" if number % 2 else "author": people[: random.randint(1, 3)] if number % 2 else word(),
        "url": random.choice(URLS),
        "language": random.choice(["en", "uk", "zh-Hant"]),
        "licence": word(),
        "retrieved": random.choice(["2025-12-05", "2025-12"]),
        "origin": random.choice(OLDER),
        "corrects": random.choice(OLDER),
        "review": "draft",
        "excerpt": {"of": 812, "kept": 143},
        "reviewed": {"by": word(), "on": "2025-12-05"},
        "refused": [{"person": "ann-roe", "words": word()}, {"kind": "quote", "words": "“So”", "in": word()}],
        "retracted": random.choice(
            ["2025-12-06", {"date": "2025-12-06", "reason": word(), "url": random.choice(URLS)}]
        ),
        "archived": "https://archive.example/2025/x",
        "genre": random.choice(["news", "opinion", "report", "letter"]),
    }
    chosen = {key: value for key, value in every.items() if number < 2 or random.random() < 0.5}
    return {"title": word(), "date": random.choice(["2025-12-02", "2025-11", "2025-11-30/2025-12-01"]), **chosen}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fronts")
    (root / "content/articles").mkdir(parents=True)
    random = Random(18)  # noqa: S311 -- examples
    fronts = {id_: {"title": "News", "date": "2025-01-01"} for id_ in OLDER}
    fronts |= {f"text-{number}": entries(random, number) for number in range(scale(12, 400))}
    for id_, front in fronts.items():
        lines = [f"{key}: {flow(value)}" for key, value in front.items()]
        text = "\n".join(("---", *lines, "---", "", "[Ann]{person=ann} came."))
        (root / f"content/articles/{id_}.md").write_text(text, "utf-8")
    return root


def test_the_examples_have_every_entry_that_a_front_matter_can_have(project: Path):
    found = {key for article in articles_of(project).values() for key in front_entries(article.front)}
    assert found == {each.name for each in fields(FrontMatter)}


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("form", "url"),
    [
        ("tei", "https://talks.example/"),
        ("tei", ""),
        ("web-annotation", "https://talks.example/"),
        ("web-annotation", ""),
    ],
)
def test_every_entry_comes_back(project: Path, tmp_path: Path, form: str, url: str):
    returned = round_trip(project, tmp_path / "in", form, url)
    assert returned.fronts == {}
    assert (returned.lost.total(), returned.texts) == (0, [])
    assert returned.out == len(articles_of(project))


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_comes_back_whole_into_an_empty_project(tmp_path: Path, form: str):
    returned = round_trip(ROOT, tmp_path / "in", form)
    assert (returned.fronts, returned.lost.total(), returned.texts) == ({}, 0, []), str(returned)
    assert front_of(next(iter(articles_of(ROOT).values())))["publisher"]
