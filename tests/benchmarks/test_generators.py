"""The projects that benchmarks are run on: current, without errors, and the same each time."""

from pathlib import Path

import hsg
import pytest
import synthetic

from generator import pipeline
from generator.diagnostics.problem import failed
from generator.importers.hsg_files import HsgData
from generator.importers.hsg_people import hsg_records
from generator.importers.hsg_stays import HsgStays
from generator.importers.hsg_words import code, split_title
from generator.schema.model import Ref


@pytest.fixture(scope="module")
def corpus() -> HsgData:
    if not hsg.HSG.is_dir():
        pytest.skip("no real data: COMMUNIQUE_CORPORA is to name a folder that holds hsg/")
    return hsg.read_corpus(hsg.HSG)


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_invented_knowledge_is_current_and_without_findings(tmp_path: Path):
    made = synthetic.write_project(tmp_path / "kb", 120)
    assert 120 <= made.articles + made.records < 150
    assert 8 < made.records / made.articles < 14
    _, problems = pipeline.build_knowledge(tmp_path / "kb")
    assert [problem for problem in problems if problem.severity != "info"] == []
    meetings = (tmp_path / "kb/content/records/meetings").iterdir()
    seats = [meeting.read_text("utf-8").count("  - person:") for meeting in meetings]
    assert min(seats) >= 4
    assert max(seats) <= 8


def test_invented_knowledge_is_the_same_each_time_and_grows_at_its_end(tmp_path: Path):
    for name in ("one", "two"):
        synthetic.write_project(tmp_path / name, 40)
    assert texts(tmp_path / "one") == texts(tmp_path / "two")
    small, large = synthetic.articles(40), synthetic.articles(200)
    assert small.items() < large.items()
    assert synthetic.articles(40, seed=8) != small


@pytest.mark.slow
def test_real_data_is_current_and_without_errors(corpus: HsgData, tmp_path: Path):
    made = hsg.write_project(tmp_path / "kb", corpus, 500)
    assert 500 <= made.records < 520
    base, problems = pipeline.build_knowledge(tmp_path / "kb")
    assert not failed(problems)
    assert "extraction-is-current" not in {problem.rule for problem in problems}
    assert base.records[Ref("country", "us")].text("name") == "United States"


@pytest.mark.slow
def test_what_is_wrong_in_the_real_data_is_found(corpus: HsgData):
    stays = HsgStays(corpus, lambda own, _: own)
    assert sum(len(document.blocks) for document in stays.documents()) > 2_500
    records, faults = hsg_records(corpus, lambda own, _: own)
    assert len(records) > 4_000
    found = "\n".join(problem.message for problem in (*stays.problems, *faults))
    assert "whom no file of a person has" in found
    assert "`hawaii` is the id of no country" in found
    assert stays.notes["travels whose remarks tell of no meeting, of which none is made"] > 10


def test_countries_have_the_code_of_their_time():
    assert code("russia", "1961") == "suhh"
    assert code("russia", "2001") == "ru"
    assert code("congo-democratic-republic", "1973") == "zrcd"
    assert code("korea-south", "1973") == "kr"
    assert code("Soviet", "1945") == "suhh"
    assert code("somoa", "1973") is None


def test_a_visitor_is_split_into_title_and_name():
    assert split_title("Prime Minister A. de la Bell") == ("Prime Minister", "A. de la Bell")
    assert split_title("Prime Minister Cy (Al) Vale") == ("Prime Minister", "Cy (Al) Vale")
    assert split_title("Premier Jan May") == ("Premier", "Jan May")
    assert split_title("Prime Minster Ada Bell") is None
    assert split_title("President Bell (France)") is None
