"""The edits that people make to a project, one of each sort."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from generator import refactor
from generator.facts.model import Slot
from generator.project import journal
from generator.project.files import read_project
from generator.records.history import RecordChange, history_text
from generator.refactor import RemovalRequest

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
    name = pick.choice(["ann-roe", "abu-dhabi", "new-thing", "miami"])
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
    met = '[Ann Roe]{person=ann-roe role="envoy"} met [Bo Lind]{person=bo-lind}'
    text = f"[{met} in [Kyiv]{{place=kyiv}} on [Monday]{{date=2026-01-05}}]{{meeting=2026-01-05-kyiv}}.\n"
    path.write_text(f"---\ntitle: News\ndate: 2026-01-06\npublisher: A paper\n---\n\n{text}", "utf-8")
    return f"{path.name} is new"


def change_the_schema(root: Path, pick: random.Random) -> str:
    path = root / "content/schema/topic.yaml"
    path.parent.mkdir(exist_ok=True)
    number = pick.randrange(3)
    path.write_text(f"heading: Themes {number}\nfields:\n  colour: {{type: text, label: Colour {number}}}\n", "utf-8")
    return f"the colour of topics is called Colour {number}"


def rename_a_record(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/records/persons/*.yaml")
    project, _ = read_project(root)
    changes, _ = refactor.rename(project, path.stem, f"{path.stem}-{pick.randrange(9)}")
    journal.write(root, changes)
    return f"{path.stem} has another id" if changes else f"{path.stem} stays"


def retract_an_article(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/articles/*.md")
    note = '\nretracted: {date: 2026-01-05, reason: "It was wrong"}\n---\n'
    path.write_text(path.read_text("utf-8").replace("\n---\n", note, 1), "utf-8")
    return f"{path.name} is retracted"


def mark_an_article(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "content/articles/*.md")
    text, mark = path.read_text("utf-8"), "\nreview: draft"
    is_draft = mark in text
    path.write_text(text.replace(mark, "", 1) if is_draft else text.replace("\n---\n", f"{mark}\n---\n", 1), "utf-8")
    return f"{path.name} is {'read' if is_draft else 'a draft'}"


def change_a_template(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, "site_templates/pages/*.j2")
    path.write_text(path.read_text("utf-8") + "\n<p>changed</p>\n", "utf-8")
    return f"{path.name} ends otherwise"


def change_the_theme(root: Path, pick: random.Random) -> str:
    path = pick.choice([root / "site_templates/theme/partials/head.html", root / "site_templates/theme/main.html"])
    path.write_text("{# changed #}" + path.read_text("utf-8").replace("<meta name", "<meta data-x name", 1), "utf-8")
    return f"{path.name} is another"


def change_a_style(root: Path, pick: random.Random) -> str:
    path = _one(root, pick, f"site_templates/theme/assets/communique/*.{pick.choice(['css', 'js'])}")
    text, mark = path.read_text("utf-8"), "/* replaces: 0123456789abcdef */\n"
    path.write_text(text.removeprefix(mark) if text.startswith(mark) else mark + text, "utf-8")
    return f"{path.name} replaces another original"


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
    person = _one(root, pick, "content/records/persons/*.yaml").stem
    path.write_text(
        path.read_text("utf-8") + f"\n## More {pick.randrange(9)}\n\n[Somebody](persons/{person}.md#roles)\n",
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


def note_a_dead_page(root: Path, pick: random.Random) -> str:
    article = _one(root, pick, "content/articles/*.md")
    address = re.search(r"^url: (\S+)", article.read_text("utf-8"), re.MULTILINE)
    path, day = root / "content/links/dead.yaml", f"2025-12-{pick.randrange(10, 28)}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"{address[1] if address else 'https://example.org/'}:\n  dead: {day}\n  reason: HTTP 404\n", "utf-8"
    )
    return f"what {article.name} reprints is dead since {day}"


def remove_a_record(root: Path, pick: random.Random) -> str:
    record = _one(root, pick, "content/records/persons/*.yaml")
    request = RemovalRequest(record.stem, "Asked for", "2025-12-20", mask=False)
    removed, problems = refactor.remove(read_project(root)[0], request)
    if removed and not any(problem.severity == "error" for problem in problems):
        journal.write(root, removed.changes)
    return f"{record.name} is removed"


def note_a_correction(root: Path, pick: random.Random) -> str:
    record = _one(root, pick, "content/records/*/*.yaml")
    owner = f"{record.parent.name}/{record.stem}"
    change = RecordChange("", "", "", "changed", Slot("name"), "Ann Ro", f"Ann Roe {pick.randrange(9)}")
    path = root / f"content/history/2025-12-{pick.randrange(10, 12)}-0123456789ab.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(history_text(path.name[:10], "0123456789ab", "a typo", [(owner, change)]), "utf-8")
    return f"a correction of {owner}"


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
    retract_an_article,
    mark_an_article,
    rename_a_record,
    change_the_schema,
    add_an_article,
    change_a_template,
    change_the_theme,
    change_a_style,
    change_a_word,
    change_the_options,
    change_a_written_page,
    hide_a_page,
    note_a_dead_page,
    remove_a_record,
    note_a_correction,
)
