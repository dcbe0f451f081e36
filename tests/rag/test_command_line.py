import json
from pathlib import Path

import pytest

from index.config import ROOT
from rag.__main__ import main


@pytest.fixture(autouse=True)
def _settings(model_folder: Path) -> None:
    """The command line opens the real index with the real model."""


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.model
def test_answers_a_question_as_text_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "2022年罗湖新增了多少学位？"]) == 0
    printed = capsys.readouterr().out
    assert "新增学位10155个" in printed
    assert "[1] 2023年罗湖区政府工作报告（2023-01-10）" in printed


@pytest.mark.model
def test_the_readme_shows_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    _, _, example = (ROOT / "README.md").read_text(encoding="utf-8").partition('$ python -m rag ask "')
    question, _, shown = example.partition('"\n')
    assert main(["ask", question]) == 0
    assert capsys.readouterr().out == shown.partition("```")[0]


@pytest.mark.model
def test_the_json_object_holds_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "How many school places were added in 2022?", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["answered"] is True
    assert record["reason"] is None
    assert record["language"] == "en"
    assert record["mode"] == "extractive"
    assert set(record["citations"][0]) >= {"number", "doc_id", "title", "section", "spans", "quote"}
    assert set(record["passages"][0]) >= {"doc_id", "section", "spans", "score"}
    assert set(record["seconds"]) >= {"total", "embed"}


@pytest.mark.model
def test_a_file_of_questions_gets_a_record_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = tmp_path / "in.jsonl"
    questions = [
        {"id": "a", "question": "2022年罗湖新增了多少学位？"},
        {"id": "b", "question": "那2023年呢？", "history": ["2022年罗湖新增了多少学位？"]},
        {"id": "c", "question": ""},
    ]
    asked.write_text("\n".join(json.dumps(question) for question in questions) + "\n\n", encoding="utf-8")
    assert main(["ask", "--jsonl", str(asked), "--out", str(tmp_path / "out.jsonl")]) == 0
    records = _lines(tmp_path / "out.jsonl")
    assert [record["id"] for record in records] == ["a", "b", "c"]
    assert [record["reason"] for record in records] == [None, None, "bad_question"]
    assert main(["ask", "--jsonl", str(asked), "--out", "-"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.model
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_is_taken_as_any_machine_writes_it(encoding: str, tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    lines = '{"id": "a", "question": "2022年罗湖新增了\u2028多少学位？"}\r\n\r\n{"id": "b", "question": "离境退税"}\r\n'
    asked.write_bytes((mark + lines).encode(encoding))
    assert main(["ask", "--jsonl", str(asked), "--out", str(out)]) == 0
    assert [(record["id"], record["answered"]) for record in _lines(out)] == [("a", True), ("b", True)]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ('{"id": "a", "question": "离境退税"}'.encode("gb18030"), "is not UTF-8 (byte 25)"),
        (b'\xff\xfe{"id"', "is not UTF-16"),
        (b'{"id": "a", "question": "x"}\x00', "line 1"),
        (b'{"id": "a", "question": "\\ud800"}', "line 1"),
        (b"[" * 100_000, "line 1"),
    ],
)
def test_what_is_no_file_of_questions_is_one_line(
    held: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "in.jsonl"
    asked.write_bytes(held)
    assert main(["ask", "--jsonl", str(asked)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ('{"id": "a", "question": "x"}\n{broken\n', "line 2"),
        ('{"id": "a"}\n', "line 1: question"),
        ('{"id": "a", "question": "x", "extra": 1}\n', "line 1: extra"),
        ('{"id": "", "question": "x"}\n', "line 1: id"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_written(
    content: str, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "in.jsonl"
    asked.write_text(content, encoding="utf-8")
    assert main(["ask", "--jsonl", str(asked), "--out", str(tmp_path / "out.jsonl")]) == 2
    error = capsys.readouterr().err
    assert where in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("question", ["", "长" * 10_000])
def test_a_question_that_cannot_be_asked_is_one_line_and_2(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", question]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_file_and_a_wrong_setting_are_one_line_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--jsonl", "no-such-file.jsonl"]) == 2
    monkeypatch.setenv("LUOHU_RAG_PASSAGES", "many")
    assert main(["ask", "学位"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert "no-such-file.jsonl" in errors[0]
    assert "passages" in errors[1]
