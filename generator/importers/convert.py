"""A file to the text of an article: its front matter, and its paragraphs with one sentence a line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.articles.sentence_lines import sentence_lines
from generator.diagnostics.problem import Problem, failed
from generator.importers import citation_data
from generator.importers.dateline import dateline_of
from generator.importers.encoding import decode
from generator.importers.formats import format_of, unusable
from generator.importers.front_matter import clean_metadata, front_lines
from generator.importers.markdown import to_markdown
from generator.importers.model import Imported, ImportedBlock, Metadata
from generator.importers.plain_text import read_text
from generator.project.files import file_span
from generator.text.source import SourceText

MAX_BYTES = 20_000_000
_FIRST = 5  # blocks in which a dateline may stand
_MISSING = "install it: `pip install 'communique[intake]'`; or save the page as plain text"
_ENCODING = "save the file as UTF-8, or name the encoding that it was saved in with `--encoding`"


class ImportedArticle(NamedTuple):
    """An article made of a file, with the metadata in its front matter."""

    metadata: Metadata
    body: str


def import_article(
    name: str, data: bytes, *, metadata: tuple[str, bytes] | None = None, encoding: str = ""
) -> tuple[ImportedArticle | None, tuple[Problem, ...]]:
    """Read a web page, a plain text, CSL-JSON or RIS; `metadata` is a file of the last two, with its name.

    What the metadata file says counts before what the page says.
    """
    imported, problems = _read(name, data, encoding)
    if imported is None:
        return None, problems
    known, notes = imported.metadata, imported.notes
    if metadata:
        given, wrong = _read(*metadata, "")
        problems += wrong
        if given and given.blocks:
            is_json = metadata[1].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
            fault = citation_data.read_json(decode(metadata[1], "")[0])[1] if is_json else ""
            wanted = "an item of CSL-JSON has a `type` and a `title`" if is_json else "give it to `--from`"
            hint = "export it again, as CSL-JSON or RIS" if fault else f"{wanted}; metadata is CSL-JSON or RIS"
            problems += (_fault(metadata[0], "metadata-is-readable", fault or "not metadata", hint),)
        elif given:
            known = given.metadata.over(known)
            notes = () if given.metadata.date else notes
    if not known.date:
        known, notes = _dated(known, imported.blocks, notes)
    problems += _warnings(name, notes)
    if failed(problems):
        return None, problems
    return ImportedArticle(clean_metadata(known), to_markdown(imported.blocks) if imported.blocks else ""), problems


def _dated(known: Metadata, blocks: Sequence[ImportedBlock], notes: Sequence[str]) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata with the day of the dateline, if the text has one, and a note that says so."""
    lines = ["\n".join(block.lines) for block in blocks]
    day, note = dateline_of("\n".join(lines[:_FIRST]), "\n".join(lines))
    if not day:
        return known, tuple(notes)
    said = f"no date of publication but that of its dateline, {day}"
    return replace(known, date=day), (*notes, f"{said}; {note}" if note else said)


def article_text(path: str, metadata: Metadata, body: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of an article's file, with one sentence a line, and what stands against it."""
    source = SourceText(path, "\n".join(("---", *front_lines(metadata), "---", "", body)))
    laid_out, problems = sentence_lines(source)
    return laid_out.text, problems


def _read(name: str, data: bytes, encoding: str) -> tuple[Imported | None, tuple[Problem, ...]]:
    """The content of a file, by what it contains."""
    if len(data) > MAX_BYTES:
        hint = "make a smaller file of it: a text without images and scripts"
        return None, (_fault(name, "file-is-short", f"the file is longer than {MAX_BYTES:,} bytes", hint),)
    if found := unusable(data):
        what, hint = found
        kind = f"an {what}" if what[0] in "aiAIO" or what in {"EPUB", "MHTML", "RTF"} else f"a {what}"
        return None, (_fault(name, "text-is-readable", f"{kind}, not a text or a web page", hint),)
    text, note, fault = decode(data, encoding)
    if fault:
        return None, (_fault(name, "file-is-utf8", fault, _ENCODING),)
    imported, problems = _imported(name, format_of(data, text), text)
    return imported, (*problems, *_warnings(name, (note,) if note else ()))


def _imported(name: str, form: str, text: str) -> tuple[Imported | None, tuple[Problem, ...]]:
    if form in {"csl", "ris"}:
        metadata, fault = (citation_data.read_csl if form == "csl" else citation_data.read_ris)(text)
        if metadata is None:
            hint = "export exactly one reference from Zotero, as CSL-JSON or RIS"
            return None, (_fault(name, "metadata-is-readable", fault, hint),)
        return Imported(metadata), ()
    if form == "text":
        imported: Imported | None = read_text(text)
    else:
        try:
            from generator.importers.page import read_page  # noqa: PLC0415 -- trafilatura is an extra
        except ImportError:  # it is missing, or something that it needs is
            return None, (_fault(name, "importer-is-installed", "reading web pages needs trafilatura", _MISSING),)
        imported = read_page(text)
    if imported is None or not imported.blocks:
        hint = "save the page when it is fully loaded, or copy its text into a file and run the command on that"
        return None, (_fault(name, "text-is-present", "no text in it that could be an article's", hint),)
    return imported, ()


def _fault(name: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(rule, message, file_span(name), hint=hint)


def _warnings(name: str, notes: Sequence[str]) -> tuple[Problem, ...]:
    hint = "compare it with the original"
    return tuple(Problem("import-is-exact", note, file_span(name), "warning", hint) for note in notes)
