"""The middle of each country, to a degree: where a map shows what is known to be in it and no more."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("centroids.txt")


def centroid(code: str) -> tuple[float, float] | None:
    """The latitude and longitude of the middle of a country, by its code; None for a former state."""
    return _centroids().get(code.upper())


@cache
def _centroids() -> dict[str, tuple[float, float]]:
    rows = (row.split() for row in _FILE.read_text("ascii").replace("\n", "|").split("|") if row)
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}
