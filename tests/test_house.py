"""The rules of the house: who may import whom, how large a room is, and that the tools find nothing."""

import ast
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"

# From the ground up. A module imports from its own layer's package or from layers below it, never upward.
LAYERS = (
    {"text.source", "text.count"},
    {"diagnostics", "diagnostics.problem", "diagnostics.rule_aliases"},
    {"text", "memo", "last_file", "lazy_mapping", "packed"},
    {
        "project.lock",
        "project.atomic_write",
        "project.files",
        "project.named_articles",
        "project.packaged",
        "project.configuration",
        "project.overrides",
    },
    {"project.journal", "git"},
    {"values", "schema"},
    {"catalogue", "cluster", "executors"},
    {"articles", "facts", "records"},
    {"backlinks"},
    {"project", "knowledge_base", "per_record"},
    {"outcomes", "fact_times"},
    {"diagnostics.checks", "diagnostics.suppressions", "diagnostics.sarif", "pages"},
    {"exports", "search", "drafting", "importers"},
    {"diagnostics.builtin_rules", "diagnostics.rule_catalog"},
    {"pipeline"},
    {"diff", "refactor", "import_plan", "diagnostics.check_report"},
    {"excerpts", "dateline_check", "site_check", "template_check"},
    {"incremental"},
    {"rendering"},
    {"publishing"},
    {"terminal"},
    {"options"},
    {"review"},
    {"language_server"},
    {"starter"},
    {
        "annotate_command",
        "check_command",
        "excerpt_command",
        "extract_command",
        "format_command",
        "history_command",
        "import_command",
        "init_command",
        "links_command",
        "lsp_command",
        "new_command",
        "publish_command",
        "reconcile_command",
        "release_command",
        "remove_command",
    },
    {"cli", "mkdocs_build", "mkdocs_plugin", "theme"},
    {"start"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
LONGEST_MODULE = 330
LONGEST_FUNCTION = 50


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(name: str) -> str:
    """The longest prefix of a module's name (`text.source`) that a layer lists."""
    parts = name.split(".")
    return next(found for n in range(len(parts), 0, -1) if (found := ".".join(parts[:n])) in RANK)


def imports(path: Path) -> set[str]:
    """The modules that a file imports, without `generator.` before their names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            package = node.module.removeprefix("generator").removeprefix(".")
            for alias in node.names:
                module = PACKAGE.joinpath(*filter(None, package.split(".")), alias.name)
                is_module = module.is_dir() or module.with_suffix(".py").is_file()
                found.add(f"{package}.{alias.name}".removeprefix(".") if is_module or not package else package)
        elif isinstance(node, ast.Import):
            found.update(a.name.removeprefix("generator.") for a in node.names if a.name.startswith("generator."))
    return found - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_downward(path: Path):
    own = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    if own == "__init__":
        assert not imports(path)
        return
    for other in imports(path):
        assert RANK[room(other)] <= RANK[room(own)], f"{own} imports {other} from above"


def test_rooms_are_small():
    long = {path.name: n for path in modules() if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE}
    assert not long


def test_functions_are_short():
    long = [
        f"{path.name}: {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_says_what_it_is():
    for path in modules():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


TOOLS = (["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."])


@pytest.mark.parametrize("arguments", TOOLS, ids=" ".join)
def test_tools_find_nothing(arguments: list[str]):
    if not shutil.which(arguments[0], path=str(Path(sys.executable).parent)):
        pytest.skip(f"{arguments[0]} is not installed beside this Python")
    result = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_two_test_modules_share_a_name():
    """Pytest imports them by their names alone: of two it would collect one."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)
    assert [name for name, count in names.items() if count > 1 and name not in {"conftest.py", "__init__.py"}] == []
