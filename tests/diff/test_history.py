"""What commits changed in records, as `communique history` writes it and pages show it."""

import os
import subprocess
from pathlib import Path

import pytest
from support.projects import communique

from generator import exports, pages, pipeline
from generator.diagnostics.problem import Problem
from generator.facts.model import Slot
from generator.pages.changes import corrections
from generator.project.packaged import PACKAGED
from generator.records.history import read_slot, slot_text
from generator.schema import read_schema

KINDS = {kind.name: kind for kind in read_schema(())[0].kinds}
PERSON = "content/records/persons/ann-roe.yaml"
MEETING = "content/records/meetings/2031-03-01-kestrel.yaml"
STEPS = (
    ("2031-03-02", "Start", {PERSON: "name: Ann Roe\nborn: 1970\n", MEETING: "name: Talks\ndate: 2031-03-01\n"}),
    ("2031-03-05", "Correct <b>the year", {PERSON: "name: Ann Roe\nborn: 1971\n"}),
    (
        "2031-03-06",
        "Held",
        {MEETING: "name: Talks\ndate: 2031-03-01\nstatus: held\nparticipants:\n  - person: ann-roe\n    role: envoy\n"},
    ),
    ("2031-03-07", "She was not there", {MEETING: "name: Talks\ndate: 2031-03-01\nstatus: held\n"}),
)


def git(root: Path, day: str, *words: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own |= dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull)
    own |= {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own |= {f"GIT_{who}_DATE": f"{day}T12:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
    subprocess.run(("git", *words), cwd=root, env=own, check=True, capture_output=True)


def commit(root: Path, day: str, message: str, files: dict[str, str | None]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8") if text is not None else file.unlink()
    git(root, day, "add", "--all")
    git(root, day, "commit", "--quiet", "-m", message)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    git(tmp_path, "2031-03-01", "init", "--quiet", "--initial-branch=main")
    for step in STEPS:
        commit(tmp_path, *step)
    return tmp_path


def written(root: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((root / "content/history").glob("*.yaml"))}


def shown(root: Path) -> dict[str, str]:
    base, problems = pipeline.build_knowledge(root)
    assert not [problem for problem in problems if problem.severity == "error"]
    made, faults = pages.render(base, PACKAGED, "en", "A site")
    assert not faults
    return {page.path: page.text for page in made}


def test_each_commit_has_a_file_with_what_it_changed_and_a_second_run_writes_nothing(root: Path):
    code, said = communique(root, "history", "--dry-run")
    assert (code, said.count("would add content/history/2031-03-")) == (0, 4)
    assert not (root / "content/history").exists()
    assert communique(root, "history")[0] == 0
    files = written(root)
    assert [name[:10] for name in files] == [day for day, *_ in STEPS]
    second = list(files.values())[1]
    assert "why: 'Correct <b>the year'" in second
    assert (
        "  - record: persons/ann-roe\n    fact: born\n    was: 1970\n    now: 1971\n    how: changed\n"
        in second.replace("'", "")
    )
    assert communique(root, "history") == (0, "nothing to change\n")


def test_words_that_a_person_edited_stay(root: Path):
    communique(root, "history")
    file = next((root / "content/history").glob("2031-03-05-*"))
    file.write_text(file.read_text("utf-8").replace("Correct <b>the year", "The register says 1971"), "utf-8")
    commit(root, "2031-03-08", "Another year", {PERSON: "name: Ann Roe\nborn: 1972\n"})
    communique(root, "history")
    assert len(written(root)) == 5
    assert "The register says 1971" in shown(root)["corrections.md"]


def test_pages_list_corrections_and_changes_and_the_mark_of_a_fact_notes_them(root: Path):
    communique(root, "history")
    made = shown(root)
    page = made["corrections.md"]
    assert "Correct &#60;b&#62;the year" in page
    assert "<del>1970</del>" in page
    assert "<del>Ann Roe</del>" in page, "a participant who was taken out"
    assert page.count("<del>") == 2, "a status that went on is no correction"
    assert "Record added" in made["persons/ann-roe.md"]
    assert made["meetings/2031-03-01-kestrel.md"].count("She was not there") == 1


def test_a_status_that_took_back_another_is_a_correction_and_dates_the_page(root: Path):
    def status(value: str) -> dict[str, str | None]:
        return {MEETING: f"name: Talks\ndate: 2031-03-01\nstatus: {value}\n"}

    for day, value in enumerate(("cancelled", "planned", "held"), 10):
        commit(root, f"2031-03-{day}", f"Now {value}", status(value))
    communique(root, "history")
    made = shown(root)
    page = made["corrections.md"]
    assert [f"Now {each}" in page for each in ("cancelled", "planned", "held")] == [True, False, False]
    assert "Corrected on 10 March 2031" not in made["meetings/2031-03-01-kestrel.md"], "another value stands now"
    assert "A site, 12 March 203" in page.partition("As text")[2], "its newest change dates the page"
    assert "As of 12 March 2031" in made["meetings/2031-03-01-kestrel.md"]


def test_a_country_without_a_record_has_its_name(root: Path):
    person, country = "content/records/persons/ann-roe.yaml", "content/records/countries/fi.yaml"
    commit(root, "2031-03-10", "Hers", {person: "name: Ann Roe\ncountry: fi\n", country: "{}\n"})
    commit(root, "2031-03-11", "Not hers", {person: "name: Ann Roe\n", country: None})
    communique(root, "history")
    assert "<del>Finland</del>" in shown(root)["corrections.md"]


def test_a_commit_that_mends_a_broken_record_is_compared_with_what_it_said_before(root: Path):
    commit(root, "2031-03-10", "Break it", {PERSON: "name: Ann Roe\nborn: [\n"})
    commit(root, "2031-03-11", "Still broken", {PERSON: "name: [\n"})
    commit(root, "2031-03-12", "Mend it", {PERSON: "name: Ann Roe\nborn: 1975\n"})
    communique(root, "history")
    mended = [text for name, text in written(root).items() if name.startswith("2031-03-12")]
    assert "was: 1971\n    now: 1975" in "".join(mended).replace("'", "")
    assert len(written(root)) == len(STEPS) + 1


def test_a_merge_tells_only_what_it_changed_itself(root: Path):
    git(root, "2031-03-10", "checkout", "--quiet", "-b", "side")
    commit(root, "2031-03-10", "On a branch", {PERSON: "name: Ann Roe\nborn: 1974\nsort: Roe, Ann\n"})
    git(root, "2031-03-11", "checkout", "--quiet", "main")
    commit(root, "2031-03-11", "On main", {PERSON: "name: Ann Roe\nborn: 1973\n"})
    git(root, "2031-03-12", "merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    commit(root, "2031-03-12", "Settle it", {PERSON: "name: Ann Roe\nborn: 1976\nsort: Roe, Ann\n"})
    communique(root, "history")
    merged = next(text for name, text in written(root).items() if name.startswith("2031-03-12"))
    assert "was: 1973\n    now: 1976" in merged.replace("'", "")
    assert "sort" not in merged


def test_a_change_and_its_undoing_stay_in_the_history_after_a_merge(root: Path):
    git(root, "2031-03-10", "checkout", "--quiet", "-b", "side")
    commit(root, "2031-03-10", "On a branch", {"content/records/persons/bo-lind.yaml": "name: Bo Lind\nborn: 1950\n"})
    git(root, "2031-03-11", "checkout", "--quiet", "main")
    commit(root, "2031-03-11", "Wrong", {PERSON: "name: Ann Roe\nborn: 1973\n"})
    commit(root, "2031-03-12", "Right again", {PERSON: "name: Ann Roe\nborn: 1971\n"})
    git(root, "2031-03-13", "merge", "--quiet", "--no-edit", "side")
    communique(root, "history")
    days = {name[: len("2031-03-11")] for name in written(root)}
    assert {"2031-03-10", "2031-03-11", "2031-03-12"} <= days
    assert "2031-03-13" not in days


def test_without_history_rejections_and_retractions_there_is_no_page(root: Path):
    assert "corrections.md" not in shown(root)


def test_what_editors_reject_is_listed_with_its_reason_and_its_day(root: Path):
    rejected = "rejected:\n  - field: born\n    value: 1969\n    reason: A namesake.\n"
    commit(root, "2031-03-09", "Reject 1969", {PERSON: f"name: Ann Roe\nborn: 1971\n{rejected}"})
    communique(root, "history")
    page = shown(root)["corrections.md"]
    assert "A namesake." in page
    assert "9 March 2031" in page
    assert page.index("1969") > page.index("1970"), "corrections first"


def test_a_renamed_record_keeps_its_changes(root: Path):
    new = PERSON.replace("ann-roe", "ann-lee")
    renamed: dict[str, str | None] = {PERSON: None, new: "name: Ann Lee\nborn: 1971\nprevious_ids:\n  - ann-roe\n"}
    commit(root, "2031-03-10", "She married", renamed)
    communique(root, "history")
    page = shown(root)["persons/ann-lee.md"]
    assert "Id changed" in page
    assert "Correct &#60;b&#62;the year" in page
    assert "Record removed" not in page


def test_what_was_removed_on_request_does_not_come_back(root: Path):
    communique(root, "remove", "ann-roe", "--reason", "She asked for it", "--date", "2031-03-11")
    git(root, "2031-03-11", "add", "--all")
    git(root, "2031-03-11", "commit", "--quiet", "-m", "Remove a record")
    assert communique(root, "history")[0] == 0
    assert "ann-roe" not in "".join(written(root).values())


@pytest.mark.parametrize("words", [(), ("--mask",)])
def test_a_removal_takes_a_record_out_of_the_history_too(root: Path, words: tuple[str, ...]):
    commit(root, "2031-03-10", "Ann Roe’s talks", {MEETING: "name: Talks of Ann Roe\ndate: 2031-03-01\nstatus: held\n"})
    communique(root, "history")
    assert "ann-roe" in "".join(written(root).values())
    code, said = communique(root, "remove", "ann-roe", "--reason", "She asked", "--date", "2031-03-11", *words)
    assert code == 0
    left = "".join(written(root).values())
    assert "ann-roe" not in left
    assert ("Ann Roe" in left) is not bool(words)
    assert "content/history/2031-03-10" in said
    assert "status" in left, "what tells of others stays"
    assert {each.rule for each in told_of_history(root)} <= {"day-has-come"}


def told_of_history(root: Path) -> list[Problem]:
    _, problems = pipeline.build_knowledge(root)
    return [each for each in problems if each.span.source.path.startswith("content/history")]


def test_a_history_is_checked_against_the_project(root: Path):
    communique(root, "history")
    files = sorted((root / "content/history").iterdir())
    (root / "content/history/2031-03-09-twice.yaml").write_text(files[1].read_text("utf-8"), "utf-8")
    entries = (
        ("persons/ann-reo", "born", "1971"),
        ("person/ann-roe", "born", "1971"),
        ("persons/ann-roe", "bron", "1971"),
        ("meetings/2031-03-01-kestrel", "participants[ann-roe].rloe", "envoy"),
        ("meetings/2031-03-01-kestrel", "date", "2031-13-01"),
    )
    lines = "".join(
        f"  - record: {record}\n    fact: {fact}\n    now: '{now}'\n    how: changed\n" for record, fact, now in entries
    )
    (root / "content/history/2999-01-01-abc.yaml").write_text(f"on: 2999-01-01\nchanges:\n{lines}", "utf-8")
    found = [
        (each.rule, each.span.source.path[16:26], each.span.line, each.hint)
        for each in told_of_history(root)
        if (each.rule, each.span.source.path[16:20]) != ("day-has-come", "2031")
    ]
    named = "history-names-records"
    assert found[-1][:3] == ("date-is-valid", "2999-01-01", 21)
    assert sorted(found)[1:] == [
        ("day-has-come", "2999-01-01", 1, "write the day on which it happened"),
        (named, "2999-01-01", 3, "did you mean `persons/ann-roe`?"),
        (named, "2999-01-01", 7, "did you mean `persons/ann-roe`?"),
        (named, "2999-01-01", 12, "did you mean `born`?"),
        (named, "2999-01-01", 16, "did you mean `role`?"),
        ("item-is-unique", "2031-03-09", 3, "delete one of the two: pages would list the change twice"),
    ]


def test_a_record_that_is_gone_or_has_another_id_is_no_finding(root: Path):
    new = PERSON.replace("ann-roe", "ann-lee")
    commit(
        root, "2031-03-10", "Renamed", {PERSON: None, new: "name: Ann Lee\nborn: 1971\nprevious_ids:\n  - ann-roe\n"}
    )
    commit(root, "2031-03-11", "Gone", {MEETING: None})
    communique(root, "history")
    base, _ = pipeline.build_knowledge(root)
    assert {each.rule for each in told_of_history(root)} == {"day-has-come"}
    keys = {change.slot.key for changes in base.history.values() for change in changes if change.slot}
    assert ("ann-lee",) in keys
    assert ("ann-roe",) not in keys


def test_feeds_tell_changes_of_a_record_and_corrections_of_all(root: Path):
    communique(root, "history")
    base, _ = pipeline.build_knowledge(root)
    templates, _ = pages.read_templates(PACKAGED, "en")
    assert templates is not None
    site = pages.gather_site(base, templates.catalogue, "en", "A site", "")
    made = {each.path: each for each in exports.plan(site, "") if each.path.endswith(".xml")}
    feed = made["corrections/feed.xml"].make().decode()
    assert "<title>Ann Roe: Born: 1970 → 1971</title>" in feed
    assert "Correct &lt;b&gt;the year" in feed
    assert made["persons/ann-roe/changes.xml"].make().decode().count("<entry>") == 2
    assert [change.now for _, change in corrections(base)] == ["", "1971"]
    assert [(each.on, each.how) for each in base.history[base.ids["ann-roe"]]] == [
        ("2031-03-05", "changed"),
        ("2031-03-02", "added"),
    ]


def test_a_shallow_clone_and_a_folder_without_git_are_refused(root: Path, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("clones")
    git(root, "2031-03-11", "clone", "--quiet", "--depth=1", root.as_uri(), str(folder / "clone"))
    code, said = communique(folder / "clone", "history")
    assert code == 1
    assert "git fetch --unshallow" in said
    (folder / "bare/content/records").mkdir(parents=True)
    assert communique(folder / "bare", "history")[0] == 1


def test_a_broken_file_is_an_error_with_its_place(root: Path):
    file = root / "content/history/2031-03-05-abc.yaml"
    file.parent.mkdir()
    file.write_text("on: 2031-03-05\nchanges:\n  - record: persons/ann-roe\n    how: mended\n", "utf-8")
    _, problems = pipeline.build_knowledge(root)
    found = [(problem.span.source.path, problem.span.line) for problem in problems if problem.severity == "error"]
    assert found == [("content/history/2031-03-05-abc.yaml", 4)]


@pytest.mark.parametrize(
    ("kind", "slot"),
    [
        ("person", Slot("born")),
        ("meeting", Slot("participants", ("ann-roe",), "role")),
        ("person", Slot("positions", ("envoy, for peace", "us", "2031"), "to")),
        ("meeting", Slot("rejected", ("date", "2031|2032"))),
    ],
)
def test_a_slot_is_read_as_it_was_written(kind: str, slot: Slot):
    assert read_slot(slot_text(slot), KINDS[kind]) == slot
