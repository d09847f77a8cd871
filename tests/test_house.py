"""The rules of the house: who may import whom, how large a room is, and that the tools find nothing."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"

# From the ground up. A module imports from its own layer's package or from layers below it, never upward.
LAYERS = (
    {"source"},
    {"problems"},
    {"yaml_remedies", "yamltree", "files", "nearest", "html", "memory"},
    {"lock", "replacing"},
    {"journal"},
    {"values", "schema"},
    {"articles", "facts", "records"},
    {"reading", "knowledge", "creating", "completion"},
    {"checks", "pages", "acceptance", "sarif"},
    {"exports", "search"},
    {"elsewhere", "manuals"},
    {"pipeline"},
    {"diff", "identity", "checking"},
    {"publish"},
    {"cli", "mkdocs_plugin"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
LONGEST_MODULE = 330
LONGEST_FUNCTION = 50


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            found.update(names)
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("generator."))
    return found - {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_downward(path: Path):
    own = room(path)
    if own == "__init__":
        assert not imports(path)
        return
    for other in imports(path):
        assert RANK[other] <= RANK[own], f"{own} imports {other} from above"


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
