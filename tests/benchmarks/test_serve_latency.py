"""The measure of what an editor waits for, on a project of a few pages."""

from pathlib import Path

import pytest
import serve
import synthetic


@pytest.mark.slow
def test_a_saved_record_is_seen_on_its_page(tmp_path: Path):
    synthetic.write_project(tmp_path / "kb", 12)
    (wait,), whole = serve.of_record(tmp_path / "kb", 1)
    assert 0 < wait.told <= wait.seen <= whole
