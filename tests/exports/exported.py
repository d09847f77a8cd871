"""What a project's site offers to programs, made without MkDocs."""

from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from generator import exports, pages, pipeline
from generator.cli import main
from generator.pages.site_index import SiteIndex

ROOT = Path(__file__).parents[2]
URL = "https://example.org/talks/"
NAME = (
    """</title><img src=x onerror='x'> =1+1; "a", {b} \\c 100% #d & &amp; $x_y ~ ^ |p| `q` “й” 李 \U0001f54a ]]> --"""
)
FRONT = "---\ntitle: {}\ndate: {}\npublisher: {}\nlanguage: en\n{}---\n\n"


def quoted(text: str) -> str:
    """A text as YAML holds it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def article(
    text: str, *, title: str = "News", date: str = "2025-12-04", publisher: str = "The Paper", more: str = ""
) -> str:
    """An article with its front matter."""
    return FRONT.format(quoted(title), date, quoted(publisher), more) + text + "\n"


def project(folder: Path, articles: Mapping[str, str], records: Mapping[str, str] | None = None) -> Path:
    """A project whose records are those given, and what extraction makes of the articles."""
    files = {f"content/articles/{name}.md": text for name, text in articles.items()}
    files |= {f"content/records/{name}.yaml": text for name, text in (records or {}).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with chdir(folder):
        result = CliRunner().invoke(main, ["extract"])
    assert result.exit_code == 0, result.output
    return folder


def survey(folder: Path, base_url: str = "", title: str = "A site") -> SiteIndex:
    """What the exports of a project are made of."""
    base, _ = pipeline.build_knowledge(folder)
    templates, problems = pages.read_templates(ROOT / "site_templates", "en")
    assert templates, problems
    return pages.gather_site(base, templates.catalogue, "en", title, base_url)


def files(folder: Path, base_url: str = "", title: str = "A site") -> dict[str, bytes]:
    """All exports of a project by their addresses."""
    site = survey(folder, base_url, title)
    made = [(export.path, export.make()) for export in exports.plan(site, base_url)]
    assert len(dict(made)) == len(made)
    return dict(made)


def hostile(folder: Path) -> Path:
    """A project in which everything is called by a name that holds what each format might trip over."""
    text = (
        "[[Mallory]{person=mallory} met [Eve]{person=eve} in [Town]{place=town} "
        "on [Tuesday]{date=2025-12-02}]{meeting=talks}, which was [“=cmd()”]{.quote by=mallory about=talks}."
    )
    names = {"persons/mallory": "", "persons/eve": "", "places/town": "", "meetings/talks": "date: 2025-12-02\n"}
    role = f"positions:\n  - title: {quoted(NAME)}\n    from: 2025-01-01\n    source: news\n"
    records = {path: f"name: {quoted(NAME)}\n{more}" for path, more in names.items()}
    records["persons/mallory"] += role
    return project(folder, {"news": article(text, title=NAME, publisher=NAME)}, records)
