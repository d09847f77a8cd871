"""The files that a new knowledge base begins with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.diagnostics.problem import Problem
from generator.project.configuration import FORMAT
from generator.project.files import ARTICLES, RECORDS, file_span
from generator.project.packaged import PACKAGED
from generator.records.new import header
from generator.records.quoting import quote
from generator.schema import json_schema, read_schema
from generator.schema.model import Kind
from generator.starter.stamp import stamped
from generator.text.suggest import nearest
from generator.values import country_name, value_type

_TEXTS = Path(__file__).parent / "texts"
_COMMAND = file_span("communique init")
EXAMPLE = f"{ARTICLES}/2024-05-03-example.md"
KEPT = {".gitignore": "gitignore", ".gitattributes": "gitattributes"}
"""Files of lines that people add to, and the texts that they begin with."""
STAMPED = {
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/pages.yml": "pages.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    "netlify.toml": "netlify.toml",
}
"""Files that a newer release brings up to date as long as nobody edits them."""
_PLAIN = {
    ".editorconfig": "editorconfig",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
}
_FOLDERS = (f"{ARTICLES}/.gitkeep", "content/pages/.gitkeep")
"""Files that keep empty folders in git: MkDocs builds nothing without the second."""
_OPTIONAL = {".gitlab-ci.yml": "has_gitlab", "netlify.toml": "has_netlify"}
_CONFIGURATION = """\
# The configuration of the site; https://www.mkdocs.org/user-guide/configuration/ explains what else it may say.
site_name: {name}
{address}
docs_dir: content/pages # the pages that people write; all others are made of content/articles and content/records
theme: communique
plugins:
  - communique:
      format: {format} # of the files of this project; `communique upgrade` brings it up to date
{subject}
      language: {language} # of the interface

# repo_url: https://github.com/you/project # lets readers edit, report an error and see the history
# nav: without one, the kinds, the views and the pages of docs_dir are the navigation
# Templates, styles and words of your own go into site_templates/, which goes before what the program brings.
"""


@dataclass(frozen=True, slots=True)
class StarterAnswers:
    """What is said of a new knowledge base: "" for what is not.

    `sides` are the codes of the countries whose talks it follows.
    """

    name: str
    subject: str = ""
    address: str = ""
    language: str = "en"
    sides: tuple[str, ...] = ()
    has_example: bool = False
    has_gitlab: bool = False
    has_netlify: bool = False


def languages() -> tuple[str, ...]:
    """The languages that the interface has words in."""
    return tuple(sorted(path.stem for path in (PACKAGED / "words").glob("*.yaml")))


def check_answers(answers: StarterAnswers) -> Iterator[Problem]:
    """What is wrong with the answers."""
    sides = (("country", side) for side in answers.sides)
    for type_name, value in (("text", answers.name), ("text", answers.subject), ("url", answers.address), *sides):
        fault = value_type(type_name).check(value) if value else None
        if fault:
            yield Problem(f"{type_name}-is-valid", fault.message, _COMMAND, hint=fault.hint)
    if not answers.name.strip():
        yield Problem("text-is-valid", "the site has no name", _COMMAND, hint='add `--name "Bridge talks"`')
    if answers.language not in languages():
        near = nearest(answers.language, languages())
        hint = f"did you mean `{near}`?" if near else f"the interface speaks {', '.join(languages())}"
        message = f"there are no words for `{answers.language}`"
        yield Problem("language-has-words", message, _COMMAND, hint=f"{hint}; others go into site_templates/words/")


def starter_files(answers: StarterAnswers) -> Mapping[str, str]:
    """The files by their paths in the project."""
    schema, _ = read_schema(())
    language = answers.language if text_named(f"about.{answers.language}.md").is_file() else "en"
    texts = {
        "mkdocs.yml": _configuration(answers),
        "requirements.txt": stamped(requirements()),
        "content/pages/about.md": read_text(f"about.{language}.md"),
        "content/pages/method.md": read_text(f"method.{language}.md"),
        **dict.fromkeys(_FOLDERS, ""),
    }
    texts |= {path: stamped(read_text(name)) for path, name in STAMPED.items() if _is_wanted(answers, path)}
    texts |= {path: read_text(name) for path, name in (KEPT | _PLAIN).items()}
    for kind in schema.kinds:
        texts[f"schema/{kind.name}.json"] = f"{json.dumps(json_schema(schema, kind), ensure_ascii=False, indent=2)}\n"
    if country := schema.kind("country"):
        for side in answers.sides:
            texts[f"{RECORDS}/{country.plural}/{side}.yaml"] = _side(country, side)
    if answers.has_example:
        texts[EXAMPLE] = read_text("example.md")
    return texts


def requirements() -> str:
    """What a project installs: this release, and those that mend it."""
    return f"communique~={__version__}\n"


def read_text(name: str) -> str:
    """A text that the program brings for new projects."""
    return text_named(name).read_text("utf-8")


def text_named(name: str) -> Path:
    """The file of such a text."""
    return _TEXTS / name


def _is_wanted(answers: StarterAnswers, path: str) -> bool:
    return path not in _OPTIONAL or bool(getattr(answers, _OPTIONAL[path]))


def _configuration(answers: StarterAnswers) -> str:
    address = f"site_url: {_text(answers.address)}"
    subject = f"      subject: {_text(answers.subject)}"
    return _CONFIGURATION.format(
        name=_text(answers.name),
        address=address if answers.address else "# site_url: https://example.org/ # makes addresses in feeds absolute",
        format=FORMAT,
        subject=subject if answers.subject else "      # subject: one line that says what the site is about",
        language=answers.language,
    )


def _text(value: str) -> str:
    """A text as YAML that no other YAML can come out of."""
    return quote(value, '"')


def _side(kind: Kind, side: str) -> str:
    return f"{header(kind)}name: {quote(country_name(side, 'en'))}\n"
