"""Templates that stand in for others, and whether the others changed since."""

import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from generator.diagnostics.problem import Problem, Severity
from generator.project.files import decode, file_span
from generator.project.packaged import PACKAGED, is_packaged
from generator.text.count import count
from generator.text.source import SourceText

_FOLDERS = ("pages", "theme")
_MARKS = {".html": "{{#- {} -#}}", ".j2": "{{#- {} -#}}", ".css": "/* {} */", ".js": "/* {} */"}
_MARK = re.compile(r"replaces: ([0-9a-f]{16})")
_HEAD = 800
"""So many characters of a file may hold the mark."""
_RELEASE = re.compile(r"mkdocs-material-[0-9.]+|\.[0-9a-f]{8}\.min\.")
"""What changes in Material's templates with every release, and means nothing."""


def fingerprint(text: str) -> str:
    """What tells one original from another, whatever ends its lines and whichever release names its files."""
    return sha256(_RELEASE.sub("", text.replace("\r\n", "\n")).encode()).hexdigest()[:16]


def marked(path: str, original: str) -> str:
    """An original with the mark that says what a copy of it replaces."""
    mark = _MARKS[Path(path).suffix].format(f"replaces: {fingerprint(original)}")
    return f"{mark}\n{original}"


def original_of(path: str) -> Path | None:
    """The program's template at a path within site_templates, None where it has none."""
    found = PACKAGED / path
    is_template = path.split("/", maxsplit=1)[0] in _FOLDERS and found.suffix in _MARKS
    return found if is_template and ".." not in Path(path).parts and found.is_file() else None


def originals() -> set[str]:
    """The paths within site_templates of all templates of the program and of Material."""
    package = find_spec("material")
    ours = {path.relative_to(PACKAGED).as_posix() for path in PACKAGED.rglob("*") if path.suffix in _MARKS}
    folders = [Path(each, "templates") for each in package.submodule_search_locations or ()] if package else []
    return ours | {f"theme/{path.relative_to(each).as_posix()}" for each in folders for path in each.rglob("*.html")}


def check_overrides(templates: Path) -> Iterator[Problem]:
    """Findings on a project's templates, and on those of the program that stand in for Material's."""
    if is_packaged(templates):
        yield from _replaced_material(templates.name, is_ours=True)
        return
    yield from _replaced_material("communique", is_ours=False)
    same = 0
    for path in _templates(templates):
        name = path.relative_to(templates).as_posix()
        original = original_of(name) or _material(name)
        source, _ = decode(f"{templates.name}/{name}", path.read_bytes()) if original else (None, ())
        if original and source:
            text = original.read_text("utf-8")
            same += source.text == text
            yield from _compared(source, text) if source.text != text else ()
    if same:
        message = f"{count(same, 'file')} the same as the program's"
        hint = "delete them: a file of its own keeps a site from a newer release's"
        yield Problem("override-is-current", message, file_span(templates.name), "info", hint)


def _templates(folder: Path) -> Iterator[Path]:
    found = (path for name in _FOLDERS for path in sorted((folder / name).rglob("*")) if path.suffix in _MARKS)
    yield from (path for path in found if path.is_file() and not path.is_symlink())


def _compared(source: SourceText, original: str) -> Iterator[Problem]:
    now = fingerprint(original)
    mark = _MARK.search(source.text, 0, _HEAD)
    if mark is None:
        line = _MARKS[Path(source.path).suffix].format(f"replaces: {now}")
        hint = f"write on its first line: {line}"
        message = "it does not say which original it replaces, so nobody is told when that changes"
        yield Problem("override-is-current", message, source.span(0, 0), "info", hint)
    elif mark[1] != now:
        message = "the original that it replaces is another in this release"
        hint = f"compare it with the original (`communique override --show PATH`), then write `replaces: {now}`"
        yield Problem("override-is-current", message, source.span(*mark.span(1)), "warning", hint)


def _replaced_material(name: str, *, is_ours: bool) -> Iterator[Problem]:
    """Where the installed Material has another original than the one that a template of the program replaces."""
    for path in _templates(PACKAGED):
        place = path.relative_to(PACKAGED).as_posix()
        original = _material(place)
        text = path.read_text("utf-8")
        mark = _MARK.search(text, 0, _HEAD)
        if original and not (mark and mark[1] == (now := fingerprint(original.read_text("utf-8")))):
            message = "Material for MkDocs has another original than the one that this template replaces"
            hint = f"add its changes, then write `replaces: {now}`" if is_ours else "a newer communique may know it"
            severity: Severity = "warning" if is_ours else "info"
            span = SourceText(f"{name}/{place}", text).span(*(mark.span(1) if mark else (0, 0)))
            yield Problem("override-is-current", message, span, severity, hint)


def _material(path: str) -> Path | None:
    """Material's own template at a path within site_templates."""
    package = find_spec("material")
    folders = package.submodule_search_locations if package else None
    found = Path(next(iter(folders)), "templates", path.removeprefix("theme/")) if folders else None
    return found if found and path.startswith("theme/") and found.is_file() else None
