"""LibreOffice opens the CSV files as the page of downloads says: in UTF-8, with the comma."""

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse
from exported import ROOT, files, hostile
from support import tools

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
COMMA_QUOTE_UTF8 = "CSV:44,34,76,1"
MOST = 1_000
"""Cells repeated more often are the empty rest of the sheet."""


def opened(soffice: str, paths: list[Path], folder: Path) -> None:
    """Convert CSV files to flat OpenDocument spreadsheets, with a profile of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [profile, "--headless", f"--infilter={COMMA_QUOTE_UTF8}", "--convert-to", "fods", "--outdir", folder]
    subprocess.run([soffice, *options, *paths], check=True, capture_output=True, timeout=300)


def rows(sheet: Path) -> Iterator[list[Element]]:
    for row in parse(sheet).iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.findall(f"{TABLE}table-cell"):
            repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [cell] * (repeated if repeated < MOST else 0)
        repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        yield from [cells] * (repeated if repeated < MOST else 0)


def shown(cell: Element) -> str:
    """What a cell holds: the value of a day or number, else its text."""
    value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value")
    return value or "\n".join("".join(part.itertext()) for part in cell.findall(f"{TEXT}p"))


def same(cell: Element, text: str) -> bool:
    found = shown(cell)
    return found == text or (bool(cell.get(f"{OFFICE}value")) and float(found) == float(text))


@pytest.mark.slow
@pytest.mark.parametrize("site", ["sample", "hostile"])
def test_every_cell_is_what_the_file_says_and_none_is_a_formula(site: str, tmp_path: Path):
    soffice = tools.program("soffice")
    made = files(ROOT if site == "sample" else hostile(tmp_path / "project"))
    tables = {Path(name).stem: data.decode("utf-8-sig") for name, data in made.items() if name.endswith(".csv")}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8", newline="")
    opened(soffice, [tmp_path / f"{name}.csv" for name in tables], tmp_path)
    checked = 0
    for name, text in tables.items():
        for written, cells in zip(csv.reader(io.StringIO(text)), rows(tmp_path / f"{name}.fods"), strict=True):
            assert not [cell for cell in cells if cell.get(f"{TABLE}formula")], name
            told = [value for value, cell in zip(written, cells, strict=False) if not same(cell, value)]
            assert not told, (name, told, [shown(cell) for cell in cells])
            assert not any(written[len(cells) :]), name
            checked += len(written)
    assert checked > 100
