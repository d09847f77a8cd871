"""A copy of the shipped project that hands edit in every way there is, built again after each edit and from nothing."""

import logging
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("mkdocs.yml", "content", "site_templates")


def copy_project(folder: Path) -> Path:
    """A project of its own, that may be changed."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    return folder


def make(root: Path, site: Path) -> list[str]:
    """Build the project into a folder; the warnings."""
    told: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage()) if record.levelno >= logging.WARNING else None
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        logger.removeHandler(handler)
    return sorted(told)


def files(site: Path) -> dict[str, bytes]:
    """All files of a site, the archive of its map aside: that tells the time of its making."""
    found = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def age(root: Path) -> None:
    """Make every file of the project an hour old, as it is between most builds."""
    for path in (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts):
        found = path.stat()
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 3_600_000_000_000))


Edit = Callable[[Path, random.Random], str]


def _one(root: Path, pick: random.Random, pattern: str) -> Path:
    return pick.choice(sorted(root.glob(pattern)))


def change_a_record(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/records/*/*.yaml")
    text = path.read_text("utf-8")
    words = re.findall(r"^(name|title|role|status|date|place|country): (.+)$", text, re.MULTILINE)
    if not words:
        return "nothing"
    key, value = pick.choice(words)
    new = {"status": "planned", "date": "2025-12-01", "place": "kyiv", "country": "us"}.get(
        key, f"{value} {pick.randrange(9)}"
    )
    path.write_text(text.replace(f"{key}: {value}", f"{key}: {new}", 1), "utf-8")
    return f"{path.name}: {key} {new}"


def comment_a_record(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/records/*/*.yaml")
    path.write_text(path.read_text("utf-8") + "# a note\n", "utf-8")
    return f"{path.name}: a comment"


def delete_a_record(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/records/*/*.yaml")
    path.unlink()
    return f"{path.name} is gone"


def add_a_record(root: Path, pick: random.Random) -> str:
    kind = pick.choice(["persons", "places", "topics", "organizations"])
    name = pick.choice(["vance", "abu-dhabi", "new-thing", "miami"])
    path = root / f"content/records/{kind}/{name}.yaml"
    path.write_text(f"name: The {name}\nprevious_ids: [old-{name}]\n", "utf-8")
    return f"{path.name} is new"


def change_an_article(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/articles/*.md")
    text = path.read_text("utf-8")
    roles = re.findall(r'(?:role|title)="[^"]+"', text)
    old = pick.choice([*roles, "title: ", "\n\n"])
    new = {"title: ": "title: Again ", "\n\n": "\n\nA line.\n\n"}.get(old, 'role="spokesman"' if old[0] == "r" else old)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return f"{path.name}: {old!r} is {new!r}"


def date_an_article(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/articles/*.md")
    day = f"2025-12-{pick.randrange(5, 28):02}"
    path.write_text(
        re.sub(r"^date: .*$", f"date: {day}", path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8"
    )
    return f"{path.name} is of {day}"


def delete_an_article(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/articles/*.md")
    path.unlink()
    return f"{path.name} is gone"


def add_an_article(root: Path, pick: random.Random) -> str:
    path = root / f"content/articles/2026-01-{pick.randrange(1, 28):02}-news.md"
    met = '[Rustem Umerov]{person=rustem-umerov role="envoy"} met [Marco Rubio]{person=marco-rubio}'
    text = f"[{met} in [Kyiv]{{place=kyiv}} on [Monday]{{date=2026-01-05}}]{{meeting=2026-01-05-kyiv}}.\n"
    path.write_text(f"---\ntitle: News\ndate: 2026-01-06\npublisher: A paper\n---\n\n{text}", "utf-8")
    return f"{path.name} is new"


def change_a_template(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "site_templates/pages/*.j2")
    path.write_text(path.read_text("utf-8") + "\n<p>changed</p>\n", "utf-8")
    return f"{path.name} ends otherwise"


def change_the_theme(root: Path, pick: random.Random) -> str:
    path = pick.choice([root / "site_templates/theme/partials/head.html", root / "site_templates/theme/main.html"])
    path.write_text("{# changed #}" + path.read_text("utf-8").replace("<meta name", "<meta data-x name", 1), "utf-8")
    return f"{path.name} is another"


def change_a_word(root: Path, pick: random.Random) -> str:
    path = root / "site_templates/words/en.yaml"
    path.write_text(path.read_text("utf-8").replace("Meetings", f"Encounters {pick.randrange(9)}"), "utf-8")
    return "another word for meetings"


def change_the_options(root: Path, pick: random.Random) -> str:
    path = root / "mkdocs.yml"
    path.write_text(
        re.sub(r"^site_name: .*$", f"site_name: Site {pick.randrange(9)}", path.read_text("utf-8"), flags=re.MULTILINE),
        "utf-8",
    )
    return "another name of the site"


def change_a_written_page(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/pages/*.md")
    path.write_text(
        path.read_text("utf-8") + f"\n## More {pick.randrange(9)}\n\n[Witkoff](persons/steve-witkoff.md#roles)\n",
        "utf-8",
    )
    return f"{path.name} says more"


def hide_a_page(root: Path, pick: random.Random) -> str:
    path = root / "content/pages/persons" / _one(root, pick, "content/records/persons/*.yaml").with_suffix(".md").name
    if path.is_file():
        path.unlink()
        return f"{path.name} is generated again"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# By hand\n", "utf-8")
    return f"{path.name} is written by hand"


EDITS: tuple[Edit, ...] = (
    change_a_record,
    change_a_record,
    change_a_record,
    comment_a_record,
    delete_a_record,
    add_a_record,
    change_an_article,
    change_an_article,
    date_an_article,
    delete_an_article,
    add_an_article,
    change_a_template,
    change_the_theme,
    change_a_word,
    change_the_options,
    change_a_written_page,
    hide_a_page,
)
