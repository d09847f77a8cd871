"""What a message proposes in place of a wrong country."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.projects import FRONT

from generator.cli import main


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("Norway", "write `no`, Norway"),
        ("xx", "use the ISO code in lower case, as in ua or us, or the id of an organization"),
    ],
)
def test_a_wrong_country_gets_its_code(tmp_path: Path, value: str, remedy: str):
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"{FRONT}[Ann Roe]{{person=ann-roe country={value}}} left.\n", "utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert f"   = {remedy}\n" in result.output
