"""Small sites in memory, and one with a crowd: files in, pages as Markdown out."""

import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from click.testing import CliRunner
from support.projects import front
from support.sites import configuration

from generator import pages, pipeline
from generator.cli import main
from generator.pages.model import Page
from generator.pages.repository import Repository

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "site_templates"


def article(text: str, date: str = "2025-12-04", title: str = "An article", **fields: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return front(title, date).replace("language: en\n", f"language: en\n{more}") + text + "\n"


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        kind = "articles" if name.endswith(".md") else "records"
        path = folder / "content" / kind / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def extracted(folder: Path) -> Path:
    """The same folder with the records that its articles assert."""
    result = CliRunner().invoke(main, ["extract", "--root", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def made_pages(folder: Path, language: str = "en", repository: Repository | None = None) -> dict[str, Page]:
    """The pages of a folder, by their paths."""
    base, _ = pipeline.build_knowledge(folder)
    found, problems = pages.render(base, TEMPLATES, language, "A site", repository)
    assert problems == ()
    return {page.path: page for page in found}


def made(folder: Path, language: str = "en", repository: Repository | None = None) -> dict[str, str]:
    """The Markdown of a folder's pages, by their paths."""
    return {path: page.text for path, page in made_pages(folder, language, repository).items()}


def words(text: str) -> str:
    """The words of a page or of a part of it, without the sentences behind its facts and without cards of links."""
    text = re.sub(
        r'(?:<span class="cq-room[^>]*>\u00a0\u2060</span>)?<details class="cq-evidence.*?</details>',
        "",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r'<div class="cq-previews".*?</div>', "", text, flags=re.DOTALL)
    told = " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())
    return re.sub(r" (?=[,;])", "", told)


def evidence(part: str) -> str:
    """The words behind the first fact of a part."""
    return words(part.partition("<details")[2].partition("</div></details>")[0].partition(">")[2])


def block(page: str, heading: str) -> str:
    """The block under a heading of the second level, "" where there is none."""
    found = re.search(rf"^## {re.escape(heading)}(?: <span.*?)?$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def rows(part: str) -> list[str]:
    """The rows of a part's tables, their heads left out, each as its words."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", part, re.DOTALL)
    return [words(row) for body in bodies for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]


_ROLES = (
    "envoy",
    "minister of foreign affairs and of the affairs of the diaspora",
    "head of the delegation",
    "adviser",
)


def crowd(meetings: int = 60) -> dict[str, str]:
    """Articles on one person with many meetings, roles, statements, documents and places; all invented."""
    files = {}
    for number in range(meetings):
        year, month, day = 2021 + number // 12, number % 12 + 1, number % 27 + 1
        date, side = f"{year}-{month:02}-{day:02}", ("fr", "de", "pl", "it", "es")[number % 5]
        role = _ROLES[number // 15 % 4]
        status = "held" if number % 7 else "cancelled"
        other, topic, draft = f"other-{number % 31}", f"matter-{number % 3}", f"draft-{number // 10}"
        people = (
            f'[Ana-Maria Konstantinidou-Papadopoulou]{{person=ana role="{role}" '
            f"country=gr from={2021 + number // 15}}}, "
            f'[Deputy {number}]{{person=deputy-{number % 23} role="deputy minister" country=gr}} and '
            f'[Somebody {number % 31}]{{person={other} role="envoy number {number % 31}" country={side}}}'
        )
        facts = (
            f'name="Talks number {number} in the City of {side.upper()}" status={status} format=in-person '
            "level=ministers"
        )
        if status == "held":
            facts += f' duration="about {number % 5 + 1} hours" agreed="to meet again on {topic}"'
            facts += ' not-agreed="the order of points"'
        said = f"about={date}-talks on={date} topic={topic}"
        text = (
            f"[{people} met in [the City of {side.upper()}]{{place=city-{side} country={side}}} on "
            f"[that day]{{date={date}}} over [the draft {number // 10}]{{document={draft} by={side} as=tabled}} and "
            f"[matter {number % 3}]{{topic={topic}}}]{{meeting={date}-talks {facts}}}.\n\n"
            f"She called them [“useful, round {number}”]{{.quote by=ana {said}}}. "
            f"The other side said [they led nowhere, {number}]{{.paraphrase by={other} {said}}}. "
            f"Of the draft she said [that point {number} has to go]{{.paraphrase by=ana about={draft} topic={topic} "
            f"on={date} occasion=interview}}."
        )
        files[f"{date}-talks.md"] = article(text, date, f"Talks number {number}")
    last = f"{date}-talks"
    files["2026-01-02-again.md"] = article(
        f"[Ana]{{person=ana}} met [the same people]{{meeting={last}}}, [Talks]{{meeting={last}}} again.",
        date="2026-01-02",
        origin=last,
    )
    return files


def site(folder: Path) -> Path:
    """A project with the shipped configuration and templates around a folder's content."""
    shutil.copytree(TEMPLATES, folder / "site_templates")
    (folder / "mkdocs.yml").write_text(configuration(), "utf-8")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    return folder
