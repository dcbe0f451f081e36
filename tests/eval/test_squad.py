import json
from pathlib import Path

import marisa_trie
import numpy as np
import pytest

from eval.errors import RunError
from eval.squad import SquadScores, SquadSet, load_squad, score_squad
from eval.squad_search import SEARCHES, FusedSearcher, search_over
from index.records import Hit
from index.search.searcher import SearchQuery
from index.words.bilingual import Lexicon
from rag.search.retrieve import DENSE_WEIGHT, LEXICAL_WEIGHT
from tests.fakes import BigramEmbedder

TEXTS = ("罗湖口岸二十四小时通关。", "梧桐山的毛棉杜鹃花会。", "东湖公园举办菊花展。")


def squad_file(path: Path, questions: dict[str, str], texts: tuple[str, ...] = TEXTS) -> Path:
    paragraphs = [
        {"context": text, "qas": [{"id": str(i), "question": questions[str(i)], "answers": []}]}
        for i, text in enumerate(texts)
    ]
    path.write_text(json.dumps({"version": "1", "data": [{"title": "t", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


class Listed:
    """A searcher that finds the same whatever is asked, and keeps how many hits were."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self.hits, self.asked = hits, list[int]()

    def search(self, _: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        self.asked.append(k)
        return self.hits[:k]


@pytest.fixture
def zh(tmp_path: Path) -> Path:
    return squad_file(tmp_path / "zh.json", {"0": "口岸通关几小时", "1": "毛棉杜鹃花会在哪", "2": "菊花展在哪个公园"})


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """A lexicon of one English word."""
    phrases = marisa_trie.BytesTrie([("chrysanthemum", "1.0\t菊花".encode())])
    return Lexicon(phrases, marisa_trie.Trie(["菊花"]), marisa_trie.RecordTrie("<I"))


def scores(squad: SquadSet, lexicon: Lexicon, *names: str) -> dict[str, SquadScores]:
    search = search_over(squad.paragraphs, BigramEmbedder(), lexicon, names or SEARCHES)
    return score_squad(squad, search.searchers, search.query)


def test_each_way_of_searching_finds_the_paragraph_a_question_was_asked_of(zh: Path, lexicon: Lexicon) -> None:
    found = scores(load_squad(zh), lexicon)
    assert tuple(found) == ("fused", "dense", "lexical")
    for got in found.values():
        assert (got.n_questions, got.n_paragraphs) == (3, 3)
        assert got.recall_at_1 == got.recall_at_5 == got.mrr_at_10 == 1


def test_a_wrong_first_paragraph_is_counted(zh: Path, tmp_path: Path, lexicon: Lexicon) -> None:
    swapped = squad_file(tmp_path / "q.json", {"0": "毛棉杜鹃花会", "1": "毛棉杜鹃花会", "2": "菊花展"})
    got = scores(load_squad(zh, swapped), lexicon, "lexical")["lexical"]
    assert got.recall_at_1 == got.recall_at_10 == pytest.approx(2 / 3)


def test_searchers_are_fused_with_the_weights_of_answering() -> None:
    dense, lexical = Listed((Hit(0, 1.0), Hit(1, 0.0))), Listed((Hit(1, 1.0), Hit(0, 0.0)))
    hits = FusedSearcher(dense, lexical, depth=5).search(SearchQuery((), np.zeros(1, np.float32)), k=1)
    assert (dense.asked, lexical.asked) == ([5], [5])
    assert [(hit.row, hit.score) for hit in hits] == [(1, pytest.approx(LEXICAL_WEIGHT - DENSE_WEIGHT))]


def test_a_paragraph_is_found_by_one_of_its_statements(lexicon: Lexicon) -> None:
    paragraphs = (f"{TEXTS[0]}{TEXTS[1]}", TEXTS[2])
    search = search_over(paragraphs, BigramEmbedder(), lexicon, ("dense",))
    hit = search.searchers["dense"].search(search.query(TEXTS[1]), k=1)[0]
    assert hit.row == 0
    assert hit.score > 0.9  # its full stop aside it is the query; of the whole paragraph half is


def test_english_questions_are_looked_up(lexicon: Lexicon) -> None:
    search = search_over(TEXTS, BigramEmbedder(), lexicon, ("lexical",))
    query = search.query("Where is the chrysanthemum show?")
    assert [hit.row for hit in search.searchers["lexical"].search(query, k=3)] == [2]


def test_words_of_asking_are_not_searched(lexicon: Lexicon) -> None:
    asked = search_over(("哪个公园举办菊花展",), BigramEmbedder(), lexicon, ("lexical",)).query("菊花展在哪个公园")
    assert "哪个" not in dict(asked.terms)


def test_without_vectors_nothing_is_encoded(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BigramEmbedder, "embed_passages", None)
    assert list(search_over(TEXTS, BigramEmbedder(), lexicon, ("lexical",)).searchers) == ["lexical"]


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
