"""`CITATION.cff`, which says how to cite a data set (Citation File Format 1.2.0)."""

import json
import re

from generator.incremental.build_plan import BuildRequest
from generator.pages.publication import licence_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def citation_file(request: BuildRequest, date: str) -> str:
    """The file of a site; `date` is that of the newest article or correction, left out unless it is a day.

    The publisher stands for authors that are not given.
    """
    made = request.publication
    licence, house = licence_of(made), made.publisher or request.title
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data set, please cite it as below.",
        "type: dataset",
        f"title: {_text(request.title)}",
        "authors:",
        *(f"  - name: {_text(name)}" for name in made.authors or (house,)),
        "contact:",
        f"  - name: {_text(house)}",
    ]
    known = {
        "abstract": request.subject,
        "version": made.version,
        "date-released": date if _DAY.fullmatch(date) else "",
        "license": licence.id if licence else "",
        "license-url": licence.url if licence and not licence.id else "",
        "doi": made.doi,
        "url": request.base_url,
    }
    return "\n".join((*lines, *(f"{name}: {_text(text)}" for name, text in known.items() if text), ""))


def _text(text: str) -> str:
    """A text as YAML in double quotation marks, which JSON's are."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
