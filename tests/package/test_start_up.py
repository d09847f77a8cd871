"""What a command loads: the commands that people run all day load no templates."""

import subprocess
import sys

_LOADED = "import sys, generator.check_command, generator.extract_command; print(*sorted(sys.modules))"


def test_check_and_extract_load_neither_templates_nor_the_sort_order():
    found = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True).stdout.split()
    assert "generator.pipeline" in found
    assert not {"jinja2", "pyuca", "mkdocs", "generator.pages", "generator.exports"} & {*found}
