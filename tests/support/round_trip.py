"""A project's texts out as an export and into an empty project again: what came back, and what did not."""

from collections import Counter
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from generator import exports, pages, pipeline
from generator.articles import read_article
from generator.articles.front_entries import front_entries
from generator.articles.model import Article
from generator.cli import main
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
FORMS = {"web-annotation": "downloads/annotations.jsonld", "tei": "downloads/articles.tei.xml"}


class Returned(NamedTuple):
    """How many annotations went out and came in, those that did not, and the articles with another front matter."""

    out: int
    into: int
    lost: Counter[tuple[object, ...]]
    fronts: dict[str, tuple[dict[str, object], dict[str, object]]]
    texts: list[str]

    def __str__(self) -> str:
        lost = f"{self.lost.total()} annotations, {len(self.fronts)} front matters and {len(self.texts)} texts"
        return f"{self.out} annotations out, {self.into} in; lost or changed: {lost}"


def round_trip(root: Path, folder: Path, form: str, url: str = "https://example.org/talks/") -> Returned:
    """Export a project's articles in a form, import them into an empty project in `folder`, and compare."""
    base, _ = pipeline.build_knowledge(root)
    templates, problems = pages.read_templates(ROOT / "site_templates", "en")
    assert templates, problems
    site = pages.gather_site(base, templates.catalogue, "en", "A site", url)
    file = folder / Path(FORMS[form]).name
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(next(each.make() for each in exports.plan(site, url) if each.path == FORMS[form]))
    (folder / "content/articles").mkdir(parents=True)
    with chdir(folder):
        first = CliRunner().invoke(main, ["import", form, file.name])
        assert first.exit_code == 0, first.output
        assert CliRunner().invoke(main, ["import", form, file.name]).output.endswith("nothing to change\n")
    return compared(articles_of(root), articles_of(folder))


def articles_of(root: Path) -> dict[str, Article]:
    """The articles of a project by their ids."""
    found = {}
    for path in sorted((root / "content/articles").glob("*.md")):
        article, problems = read_article(SourceText(path.name, path.read_text("utf-8")))
        assert article, problems
        found[path.stem] = article
    return found


def compared(before: dict[str, Article], after: dict[str, Article]) -> Returned:
    """What of the first articles is not in the second ones."""
    out = Counter(each for id_, article in before.items() for each in annotations(id_, article))
    into = Counter(each for id_, article in after.items() for each in annotations(id_, article))
    fronts = {id_: (front_of(article), front_of(after[id_])) for id_, article in before.items() if id_ in after}
    return Returned(
        out.total(),
        into.total(),
        (out - into) + (into - out),
        {id_: pair for id_, pair in fronts.items() if pair[0] != pair[1]},
        sorted((before.keys() ^ after.keys()) | {i for i in fronts if words(before[i]) != words(after[i])}),
    )


def front_of(article: Article) -> dict[str, object]:
    """The front matter as values; one author in a list is one author."""
    found = front_entries(article.front)
    if isinstance(several := found.get("authors"), list) and len(several) == 1 and isinstance(several[0], str):
        found["author"] = several[0]
        del found["authors"]
    return {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in found.items()}


def words(article: Article) -> list[str]:
    """The words of the blocks that have any."""
    return [text for block in article.blocks if (text := " ".join(block.text.split()))]


def annotations(id_: str, article: Article) -> list[tuple[object, ...]]:
    """What each annotation says, and where: kind, id, attributes, label, block, parent."""
    numbers = {number: place for place, number in enumerate(n for n, b in enumerate(article.blocks) if b.text.split())}
    return [
        (
            id_,
            each.kind,
            each.id,
            tuple((pair.key, pair.value) for pair in each.attributes),
            " ".join(each.label.split()),
            numbers.get(each.block, each.block),
            each.parent,
            each.is_block,
        )
        for each in article.annotations
    ]
