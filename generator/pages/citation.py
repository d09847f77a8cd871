"""Citations of a page as text, BibTeX, RIS, CSL-JSON, and as tags for reference managers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.articles.model import Author, Retraction
from generator.pages.cited_dates import biblatex_date, csl_date
from generator.pages.dates import without_time
from generator.pages.escape import Markdown, escape_lines
from generator.pages.page_context import PageContext, address
from generator.values import iso_prefix

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_SPECIAL = re.compile(r'[\\{}~^<>|"`$&#_%]')
_LIGATURE = re.compile(r"([-',])(?=\1)")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_encode = json.JSONEncoder(ensure_ascii=False).encode
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Work:
    """A page as a citable work: plain texts, "" if unknown.

    `id` is unique on the site, `day` its date as EDTF without a time of day, `site` the title of the site that it is
    part of. `authors` are those of an article, each by itself; `note` says that it was withdrawn.
    """

    id: str
    title: str
    author: str
    publisher: str
    site: str
    day: str
    day_in_words: str
    url: str
    language: str
    authors: tuple[Author, ...] = ()
    note: str = ""


def work_of(page: PageContext, title: str, site: str, base_url: str) -> Work:
    """A page as a citable work: by an article's author, else by the site (`site` is its title)."""
    base, path = page.base, page.path
    stem = path.removesuffix(".md").rsplit("/", 1)[-1]
    front = base.fronts.get(stem) if path.startswith("articles/") else None
    ref = base.ids.get(stem) if "/" in path and not front else None
    day = without_time(front.date) if front else page.fragments.as_of(ref)
    return Work(
        id=f"{'article' if front else ref.kind if ref else 'page'}-{stem}",
        title=title,
        author=front.author or front.publisher if front else site,
        publisher=front.publisher if front else "",
        site=site,
        day=day,
        day_in_words=page.date(day) if day else "",
        url=f"{base_url}{address(path)}" if base_url else "",
        language=front.language if front else page.language,
        authors=front.written_by if front else (),
        note=retraction_words(page, front.retracted) if front and front.retracted else "",
    )


def retraction_words(page: PageContext, retraction: Retraction) -> str:
    """That an article was withdrawn, when, and why where that is known."""
    words = page.text("retracted_on", date=page.date(retraction.date))
    return f"{words}: {retraction.reason}" if retraction.reason else words


def as_text(work: Work) -> str:
    """One line for a footnote."""
    who = "" if _folded(work.author) == _folded(work.site) else work.author
    houses = _houses(work) if who else (work.publisher, work.site)
    parts = (who, f"“{_line(work.title)}”", *_once(houses), work.day_in_words, work.url, work.note)
    line = ", ".join(_line(part) for part in parts if part)
    return line if line.endswith(".") else f"{line}."


def as_bibtex(work: Work) -> str:
    """An entry `@misc` for BibTeX: `year`, `month` and `day` where they say all of the date, else `date`."""
    year, month, day = _parts(work.day)
    if work.day != iso_prefix(work.day):
        return as_biblatex(work)
    return _bibtex(work, {"year": year, "day": day.lstrip("0")}, month)


def as_biblatex(work: Work) -> str:
    """An entry `@misc` for BibLaTeX, whose `date` is EDTF."""
    return _bibtex(work, {"date": biblatex_date(work.day)})


def _bibtex(work: Work, dates: Mapping[str, str], month: str = "") -> str:
    """An entry whose texts are safe for LaTeX, with braces in pairs."""
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in _names(work)),
        "title": f"{{{_latex(work.title)}}}",
        "howpublished": _latex(", ".join(_once(_houses(work)))),
        **dates,
        "url": work.url,
        "language": _latex(work.language),
        "note": _latex(work.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[int(month) - 1]},"] if month else []
    return "\n".join((f"@misc{{{work.id},", *lines, "}"))


def as_ris(work: Work) -> str:
    """A record of type ELEC."""
    publisher, site = _houses(work)
    tags = (
        ("TY", "ELEC"),
        ("ID", work.id),
        ("TI", work.title),
        *(("AU", name) for name in _names(work)),
        ("T2", site),
        ("PB", publisher),
        ("PY", _parts(work.day)[0]),
        ("DA", _ris_date(work)),
        ("UR", work.url),
        ("LA", work.language),
        ("N1", work.note),
    )
    return "\n".join((*(f"{tag}  - {_line(value)}" for tag, value in tags if value), "ER  - "))


def as_csl(work: Work) -> str:
    """CSL-JSON: a list of one item."""
    return _indented([csl_item(work)])


def csl_item(work: Work) -> dict[str, object]:
    """An item of CSL-JSON."""
    publisher, site = _houses(work)
    item: dict[str, object] = {"id": work.id, "type": "webpage", "title": work.title}
    item |= {"container-title": site} if site else {}
    item |= {"author": [{"literal": name} for name in _names(work)]} if work.author else {}
    issued = csl_date(work.day, work.day_in_words)
    item |= {"issued": issued} if issued else {}
    optional = {"publisher": publisher, "URL": work.url, "language": work.language, "note": work.note}
    return item | {key: value for key, value in optional.items() if value}


def _indented(value: object, margin: str = "\n") -> str:
    """JSON indented as by `json.dumps(indent=2)`, which is far slower: it leaves the C encoder for that."""
    inner = f"{margin}  "
    if isinstance(value, dict):
        parts = [f"{_encode(key)}: {_indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}"
    if isinstance(value, list):
        return f"[{inner}{f',{inner}'.join([_indented(part, inner) for part in value])}{margin}]"
    return _encode(value)


FORMATS = (("Text", as_text), ("BibTeX", as_bibtex), ("RIS", as_ris), ("CSL-JSON", as_csl))


def citations(work: Work) -> tuple[tuple[str, Markdown], ...]:
    """The citation in each format: the format's name, and the lines for a `pre` element."""
    url, frames = work.url.removesuffix("/"), _Frames()
    if _is_plain(work.id) and _is_plain(work.title) and (work.url == f"{url}/" if _is_plain(url) else not work.url):
        frames = _frames(replace(work, id=_ID, title=_TITLE, url=url and f"{_URL}/"))
    if not frames:
        return tuple((name, escape_lines(make(work))) for name, make in FORMATS)
    own = work.id, work.title, _latex(work.title), url
    id_, title, latex, address = (escape_lines(f"“{each}”")[1:-1] for each in own)
    return tuple(
        (name, Markdown(text.replace(_ID, id_).replace(_URL, address).replace(_TITLE, latex if is_latex else title)))
        for name, text, is_latex in frames
    )


_Frames = tuple[tuple[str, Markdown, bool], ...]
"""The citations of works that differ in id, title and URL alone: the format, the lines, and whether they are LaTeX."""
_ID, _TITLE, _URL = "qidq", "qtitleq", "qurlq"
"""Words in place of what differs in the citations of pages that have the same date."""
_PLACEHOLDER = re.compile("q(?:id|title|url)q")
_WRITTEN_APART = re.compile(rf'["\\]| {{2}}|{_PLACEHOLDER.pattern}')
"""What one of the formats writes in another way, or what would be replaced."""


def _is_plain(text: str) -> bool:
    """Whether all formats write a text as it is, but for LaTeX."""
    return text == text.strip() != "" and text.isprintable() and not _WRITTEN_APART.search(text)


@lru_cache(maxsize=1024)
def _frames(work: Work) -> _Frames:
    """The citations of a work whose id, title and URL are placeholders; none if its other fields have such words."""
    others = repr(replace(work, id="", title="", url=""))
    if _PLACEHOLDER.search(others):
        return ()
    return tuple((name, escape_lines(make(work)), make is as_bibtex) for name, make in FORMATS)


def tags(work: Work) -> tuple[tuple[str, str], ...]:
    """`citation_*` tags for the head of the page."""
    publisher, site = _houses(work)
    found = (
        ("citation_title", work.title),
        *(("citation_author", name) for name in _names(work)),
        ("citation_publication_date", iso_prefix(work.day).replace("-", "/")),
        ("citation_publisher", publisher or site),
        ("citation_language", work.language),
        ("citation_public_url", work.url),
    )
    return tuple((name, _line(value)) for name, value in found if value)


def _names(work: Work) -> tuple[str, ...]:
    """The authors, each by itself."""
    return tuple(author.name for author in work.authors) or ((work.author,) if work.author else ())


def _houses(work: Work) -> tuple[str, str]:
    """The publisher and the site, as far as no other field names them; "" for one that an author or the other is."""
    names = set(map(_folded, _names(work)))
    site = "" if _folded(work.site) in names else work.site
    return "" if _folded(work.publisher) in {*names, _folded(site)} else work.publisher, site


def _once(houses: tuple[str, str]) -> tuple[str, ...]:
    """Two names, each once."""
    return tuple({_folded(house): house for house in houses if house}.values())


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return _line(name).casefold()


def _parts(date: str) -> tuple[str, str, str]:
    """Year, month and day, as far as all days of a date share them."""
    year, month, day, *_ = (*iso_prefix(date).split("-"), "", "")
    return year, month, day


def _ris_date(work: Work) -> str:
    """`2025/12/04/`; what these numbers can't say follows in words."""
    if not work.day:
        return ""
    words = "" if work.day == iso_prefix(work.day) else work.day_in_words
    return "/".join((*_parts(work.day), words.replace("/", " ")))


def _line(text: str) -> str:
    plain = text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)
    return plain.strip()


@lru_cache(maxsize=8192)
def _latex(text: str) -> str:
    """Text for LaTeX, which prints every character as it is: `--` stays two hyphens."""
    return _LIGATURE.sub(r"\1{}", _SPECIAL.sub(lambda found: _LATEX[found.group()], _line(text)))
