"""The format of a file, by what it contains and never by its name."""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

Format: TypeAlias = Literal["page", "csl", "ris", "text"]

_SIGNATURES: Mapping[bytes, str] = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Word 97",
    b"{\\rtf": "RTF",
    b"\x89PNG\r\n": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\0": "image",
    b"MM\0*": "image",
    b"BM": "bitmap",
    b"RIFF": "RIFF",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\0": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"Rar!": "archive",
    b"\x28\xb5\x2f\xfd": "archive",
    b"bplist00": "webarchive",
    b"%!PS": "PostScript",
    b"ID3": "audio",
    b"OggS": "audio",
}
_ZIPPED = ((b"word/", "DOCX"), (b"mimetypeapplication/vnd.oasis", "ODT"), (b"mimetypeapplication/epub", "EPUB"))
_REMEDIES: Mapping[str, str] = {
    "PDF": "make text of it with `pdftotext -layout FILE text.txt`, then run the command on `text.txt`",
    "PostScript": "make text of it with `ps2ascii FILE text.txt`, then run the command on `text.txt`",
    "DOCX": "make a page of it with `pandoc -f docx -s -o page.html FILE`, then run the command on `page.html`",
    "ODT": "make a page of it with `pandoc -f odt -s -o page.html FILE`, then run the command on `page.html`",
    "EPUB": "make a page of it with `pandoc -f epub -s -o page.html FILE`, then run the command on `page.html`",
    "RTF": "make a page of it with `pandoc -f rtf -s -o page.html FILE`, then run the command on `page.html`",
    "Word 97": "save it as DOCX, then make a page of it with `pandoc -s -o page.html FILE`",
    "image": "type its text into a file, or let `tesseract FILE text` read it; then run the command on `text.txt`",
    "archive": "unpack it, then run the command on the page or the text inside",
    "webarchive": "save the page as HTML (“Page Source” in Safari), then run the command on that",
    "MHTML": "save the page as HTML (“Webpage, HTML only”), then run the command on that",
}
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)\b", re.IGNORECASE)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related", re.IGNORECASE)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b", re.DOTALL
)
_RIS = re.compile(rb"\s*TY  -")
_START, _TAR = 4096, slice(257, 262)
_MOVIE = slice(4, 8)


def unusable(data: bytes) -> tuple[str, str] | None:
    """What a file is that holds no text to read, and the way to make text of it; None for a text or a page."""
    name = next((name for mark, name in _SIGNATURES.items() if data.startswith(mark)), "")
    match name:
        case "ZIP":
            inside = data[: 1 << 20]
            name = next((named for mark, named in _ZIPPED if mark in inside), "archive")
        case "RIFF":
            name = "image" if data[8:12] == b"WEBP" else "audio"
        case "bitmap":
            name = "image" if b"\0" in data[:64] else ""
        case "" if data[_TAR] == b"ustar":
            name = "archive"
        case "" if data[_MOVIE] == b"ftyp":
            name = "image" if data[8:12] in {b"avif", b"heic", b"mif1"} else "audio"
        case "" if _MHTML.match(data[:_START]):
            name = "MHTML"
        case "" if _SVG.match(data[:_START]):
            name = "image"
        case "" if _is_binary(data):
            name = "binary file"
    if not name:
        return None
    return name, _REMEDIES.get(name, "make a text or a web page of it, then run the command on that")


def _is_binary(data: bytes) -> bool:
    """Whether zero bytes tell that this is not text; in UTF-16 and UTF-32, a byte order mark explains them."""
    return b"\0" in data[:_START] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))


def format_of(data: bytes, text: str) -> Format:
    """The format of a readable file."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if _RIS.match(text.encode("utf-8", "replace")[:64].removeprefix(b"\xef\xbb\xbf")):
        return "ris"
    if start in {"[", "{"} and '"title"' in text and '"type"' in text:
        return "csl"
    return "page" if _PAGE.search(data[: _START * 4].replace(b"\0", b"")) else "text"
