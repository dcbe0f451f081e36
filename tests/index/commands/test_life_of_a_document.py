"""A document's life by commands: as lines for a person, as one JSON object for a program, and what the index holds."""

import json
from datetime import date
from pathlib import Path

import pytest

from index import __main__ as command_line
from index.catalog.catalog import read_catalog
from index.config import IndexSettings
from index.records import IN_FORCE, State
from tests.fakes import BigramEmbedder
from tests.index.documents import opened


@pytest.fixture(autouse=True)
def project(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    """The command finds the two Yantian seeds, their index, and the small embedder in place of the model."""
    for name in ("seeds_dir", "artifacts_dir", "removed_dir"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setattr(command_line, "make_embedder", lambda _: BigramEmbedder())
    return settings


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run a command; returns its exit status and the JSON that it printed, or its line of an error."""

    def running(*arguments: str) -> tuple[int, dict]:  # type: ignore[type-arg]
        status = command_line.main([*arguments, "--json"])
        output = capsys.readouterr()
        return status, json.loads(output.out) if output.out else {"error": output.err}

    return running


def test_a_withdrawn_document_is_in_no_segment_and_told_of_in_the_manifest(run, project: IndexSettings) -> None:
    status, said = run("withdraw", "notice", "--why", "数字有误", "--since", "2025-03-01")
    assert (status, said["act"], said["index"]["documents"]) == (0, "withdraw", 1)
    assert said["documents"][0]["life"] == {"state": "withdrawn", "since": "2025-03-01", "by": "", "why": "数字有误"}
    corpus = opened(project.artifacts_dir).corpus
    assert set(corpus.documents) == {"report"}
    assert corpus.withdrawn["notice"].life.why == "数字有误"
    assert (project.seeds_dir / "notice.txt").exists()


def test_where_no_index_can_be_built_a_withdrawn_document_answers_no_longer_and_is_told_of(
    project: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    assert command_line.main(["withdraw", "notice", "--why", "数字有误"]) == 2
    assert "other.txt is not in catalog.toml" in capsys.readouterr().err
    corpus = opened(project.artifacts_dir).corpus
    assert (set(corpus.documents), set(corpus.withdrawn)) == ({"report"}, {"notice"})


def test_a_superseded_document_stays_in_the_index_with_what_is_told_of_it(run, project: IndexSettings) -> None:
    status, said = run("supersede", "notice", "--by", "report", "--since", "2025-03-01")
    assert (status, said["index"]["documents"]) == (0, 2)
    life = opened(project.artifacts_dir).corpus.documents["notice"].life
    assert (life.state, life.since, life.by) == (State.SUPERSEDED, date(2025, 3, 1), "report")


def test_in_force_again_all_is_as_it_was(run, project: IndexSettings) -> None:
    before = opened(project.artifacts_dir).manifest
    run("withdraw", "notice", "--why", "数字有误")
    assert run("reinstate", "notice")[1]["index"]["documents"] == 2
    after = opened(project.artifacts_dir).manifest
    assert (after.fingerprint, after.withdrawn) == (before.fingerprint, ())
    assert read_catalog(project.seeds_dir)[1].life == IN_FORCE


def test_replace_takes_a_new_edition_and_says_what_it_corrects(run, project: IndexSettings, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("盐田区2024年通知\n一、安排\n新建学校三所。", encoding="utf-8")
    status, said = run("replace", str(file), "--correction", "更正学校数", "--since", "2025-04-01")
    assert (status, said["documents"][0]["life"]["why"]) == (0, "更正学校数")
    assert run("show", "notice")[1]["editions"][0]["file"].endswith("/notice.txt")


def test_list_is_searched_and_paged(run) -> None:
    every = run("list", "--size", "1")[1]
    assert (every["total"], every["pages"], [one["doc_id"] for one in every["documents"]]) == (2, 2, ["report"])
    assert [one["doc_id"] for one in run("list", "--size", "1", "--page", "2")[1]["documents"]] == ["notice"]
    assert [one["doc_id"] for one in run("list", "--query", "NOTICE 鹽田")[1]["documents"]] == ["notice"]
    assert run("list", "--query", "没有的词")[1]["total"] == 0
    run("withdraw", "notice", "--why", "数字有误")
    assert [one["doc_id"] for one in run("list", "--state", "withdrawn")[1]["documents"]] == ["notice"]


def test_show_tells_how_a_document_was_read(run) -> None:
    shown = run("show", "notice")[1]
    assert (shown["doc_id"], shown["in_index"], shown["life"]["state"]) == ("notice", True, "in_force")
    assert sum(shown["units"].values()) == 25
    assert "there is no document another" in run("show", "another")[1]["error"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("withdraw", "another", "--why", "误"), "there is no document another"),
        (("supersede", "notice", "--by", "another"), "there is no document another to hold in its place"),
        (("supersede", "notice", "--by", "notice"), "in the end, by itself"),
    ],
)
def test_what_cannot_be_is_one_line(run, arguments: tuple[str, ...], told: str) -> None:
    status, said = run(*arguments)
    assert status == 2
    assert told in said["error"]
    assert said["error"].count("\n") == 1


def test_lines_say_what_came_of_it(capsys: pytest.CaptureFixture[str], project: IndexSettings) -> None:
    assert command_line.main(["supersede", "notice", "--by", "report", "--since", "2025-03-01"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == ("notice is superseded since 2025-03-01 by report: 'notice'")
    assert command_line.main(["list"]) == 0
    assert "notice  notice  (no date)  superseded since 2025-03-01 by report\n" in capsys.readouterr().out
