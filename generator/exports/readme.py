"""A README of the data: what each file is, and what each column of each table holds."""

from collections.abc import Iterator, Sequence

from generator.pages.columns import Column
from generator.pages.dates import newest_date
from generator.pages.downloads import FOLDER, sections
from generator.pages.publication import covered, licence_of, updated
from generator.pages.site_index import SiteIndex
from generator.pages.tables import Table


def make_readme(site: SiteIndex, tables: Sequence[Table]) -> bytes:
    """The README as Markdown that reads well as plain text."""
    lines = [f"# {_line(site.title)}", "", *_published(site), "", "## Files", ""]
    for section in sections(site):
        lines += [f"### {section.title}", "", _line(section.about), ""]
        found = [each for each in section.files if each.path.startswith(FOLDER)]
        lines += [f"- `{each.name}`: {_line(each.about)}" for each in found] + ([""] if found else [])
    lines += ["## Tables and columns", ""]
    for table in tables:
        lines += [f"### {table.name}", "", _line(table.about), ""]
        lines += [f"- `{column.name}`{_type(table, place, column)}: {_line(column.about)}"
                  for place, column in enumerate(table.columns)]  # fmt: skip
        lines.append("")
    return "\n".join(lines).encode()


def _published(site: SiteIndex) -> Iterator[str]:
    made, licence = site.publication, licence_of(site.publication)
    newest, latest = newest_date(site.base, site.base.articles), updated(site)
    known = {
        "About": site.subject,
        "Version": made.version,
        "Licence": f"{licence.id} {licence.url}".strip() if licence else "",
        "Authors": "; ".join(made.authors),
        "Publisher": made.publisher or site.title,
        "DOI": made.doi,
        "Newest article": newest,
        "Newest correction": latest if latest != newest else "",
        "Meetings": covered(site),
        "Site": site.base_url,
    }
    yield from (f"- {name}: {_line(text)}" for name, text in known.items() if text)


def _type(table: Table, place: int, column: Column) -> str:
    parts = ["key"] if table.key and place == 0 else []
    parts += [column.type] if column.type != "string" else []
    parts += [f"`id` in {column.to}"] if column.to else []
    return f" ({', '.join(parts)})" if parts else ""


def _line(text: str) -> str:
    return " ".join(text.split())
