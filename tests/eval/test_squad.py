import json
from pathlib import Path

import pytest

from eval.errors import RunError
from eval.squad import load_squad, score_squad
from index.search.dense import DenseSearcher
from index.search.lexical import LexicalSearcher
from tests.fakes import BigramEmbedder

TEXTS = ("罗湖口岸二十四小时通关。", "梧桐山的毛棉杜鹃花会。", "东湖公园举办菊花展。")


def squad_file(path: Path, questions: dict[str, str], texts: tuple[str, ...] = TEXTS) -> Path:
    paragraphs = [
        {"context": text, "qas": [{"id": str(i), "question": questions[str(i)], "answers": []}]}
        for i, text in enumerate(texts)
    ]
    path.write_text(json.dumps({"version": "1", "data": [{"title": "t", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


@pytest.fixture
def zh(tmp_path: Path) -> Path:
    return squad_file(tmp_path / "zh.json", {"0": "口岸通关几小时", "1": "毛棉杜鹃花会在哪", "2": "菊花展在哪个公园"})


@pytest.mark.parametrize("search", ["dense", "lexical"])
def test_finds_the_paragraph_a_question_was_asked_of(zh: Path, search: str) -> None:
    squad = load_squad(zh)
    embedder = BigramEmbedder()
    dense = DenseSearcher.of(embedder.embed_passages(squad.paragraphs))
    got = score_squad(squad, dense if search == "dense" else LexicalSearcher.of(squad.paragraphs), embedder)
    assert (got.n_questions, got.n_paragraphs) == (3, 3)
    assert got.recall_at_1 == got.recall_at_5 == got.mrr_at_10 == 1


def test_a_wrong_first_paragraph_is_counted(zh: Path, tmp_path: Path) -> None:
    swapped = squad_file(tmp_path / "q.json", {"0": "毛棉杜鹃花会", "1": "毛棉杜鹃花会", "2": "菊花展"})
    squad = load_squad(zh, swapped)
    embedder = BigramEmbedder()
    got = score_squad(squad, LexicalSearcher.of(squad.paragraphs), embedder)
    assert got.recall_at_1 == got.recall_at_10 == pytest.approx(2 / 3)


def test_a_paragraph_that_comes_twice_is_one(tmp_path: Path) -> None:
    squad = load_squad(squad_file(tmp_path / "zh.json", {"0": "a", "1": "b"}, (TEXTS[0], TEXTS[0])))
    assert squad.paragraphs == TEXTS[:1]
    assert [question.row for question in squad.questions] == [0, 0]


def test_questions_that_belong_to_no_paragraph_are_named(zh: Path, tmp_path: Path) -> None:
    other = tmp_path / "en.json"
    other.write_text(
        json.dumps({"data": [{"paragraphs": [{"context": "c", "qas": [{"id": "9", "question": "q"}]}]}]}),
        encoding="utf-8",
    )
    with pytest.raises(RunError, match="the first is '9'"):
        load_squad(zh, other)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("{}", "field data"), ("[", "cannot read"), ('{"data": []}', "holds no question")],
)
def test_what_is_not_squad_is_named(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=wanted):
        load_squad(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot read"):
        load_squad(tmp_path / "none.json")
