"""The projects that benchmarks are run on: current, without errors, and the same each time."""

from pathlib import Path

import hsg
import pytest
import synthetic
from hsg_events import Corpus, read_corpus
from hsg_words import Named, code, named, split_title

from generator import pipeline
from generator.diagnostics.problem import failed
from generator.schema.model import Ref


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    if not hsg.HSG.is_dir():
        pytest.skip("no real data: COMMUNIQUE_CORPORA is to name a folder that holds hsg/")
    return read_corpus(hsg.HSG)


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
def test_real_data_is_current_and_without_errors(corpus: Corpus, tmp_path: Path):
    made = hsg.write_project(tmp_path / "kb", corpus, 500)
    assert 500 <= made.records < 520
    base, problems = pipeline.build_knowledge(tmp_path / "kb")
    assert not failed(problems)
    assert "extraction-is-current" not in {problem.rule for problem in problems}
    assert base.records[Ref("country", "us")].text("name") == "United States"


@pytest.mark.slow
def test_what_is_not_used_of_the_real_data_is_counted(corpus: Corpus):
    told = "\n".join(corpus.unused)
    assert "an office of a person id that leads nowhere: " in told
    assert "a country without an ISO code, or misspelt: hawaii" in told
    assert corpus.unused["a journey whose remarks tell of no meeting"] > 10
    assert len(corpus.events) > 2_500
    assert len(corpus.persons) > 4_000


def test_countries_have_the_code_of_their_time():
    assert code("russia", "1961") == "suhh"
    assert code("russia", "2001") == "ru"
    assert code("congo-democratic-republic", "1973") == "zrcd"
    assert code("korea-south", "1973") == "kr"
    assert code("Soviet", "1945") == "suhh"
    assert code("somoa", "1973") is None


def test_a_remark_names_those_who_were_there():
    remark = (
        "State visit; met with President Ada Bell and German Chancellor C. von Dorn. Attended the funeral of King X."
    )
    assert list(named(remark)) == [Named("President", "Ada Bell", ""), Named("Chancellor", "C. von Dorn", "German")]
    assert list(named("Met with President Ada Bell of Peru.")) == [Named("President", "Ada Bell", "Peru")]
    assert list(named("Met with Secretary General Ada Bell.")) == []


def test_a_visitor_is_split_into_title_and_name():
    assert split_title("Prime Minister A. de la Bell") == ("Prime Minister", "A. de la Bell")
    assert split_title("Prime Minster Ada Bell") is None
