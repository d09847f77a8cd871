"""A server previews only saved records."""

from pathlib import Path
from typing import cast

from generator.incremental.build_plan import BuildPlan
from generator.incremental.manifest import Manifest, MkDocsOutput
from generator.incremental.server_memory import ServedBuild, preview


def test_a_template_outside_of_the_project_has_no_preview(tmp_path: Path):
    style = str(tmp_path / "templates/theme/own.css")
    last = ServedBuild(
        cast("Manifest", None),
        None,
        MkDocsOutput(),
        {style: (1, 1, 1, 1)},
        {},
        cast("BuildPlan", object()),
        is_preview=False,
    )
    assert preview(last, tmp_path / "project", {style: (1, 2, 2, 1)}) is None
