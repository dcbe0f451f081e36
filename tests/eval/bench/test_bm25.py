"""Lexical search against tantivy: both get the same, and what is told of them can be computed by hand."""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from eval.bench.bm25 import agreement, make_way
from eval.bench.bm25_ours import Ours
from eval.bench.bm25_page import ROWS, page
from eval.bench.measure import BenchError
from index.search.searcher import SearchQuery

LINES = [(0, ["学位", "新增"]), (0, ["学位", "学位", "公办"]), (1, ["电梯"]), (2, ["学位"])]
QUERY = SearchQuery((("学位", 1.0), ("公办", 1.0)), np.zeros(1, np.float32))
INSTALLED = find_spec("tantivy") is not None


@pytest.mark.parametrize("name", ["ours", *(["tantivy"] if INSTALLED else [])])  # it comes with the extra bench
def test_a_changed_document_is_found_as_it_is_now(name: str, tmp_path: Path) -> None:
    way = make_way(name, tmp_path)
    way.build(LINES)
    way.open()
    assert [row for row, _ in way.search(QUERY, 10)] == [1, 3, 0]
    way.change(3, [(3, ["公办", "公办"])])
    assert len(way.search(QUERY, 10)) == 4
    way.change(3, [(3, ["电梯"])])
    assert len(way.search(QUERY, 10)) == 3
    way.change(0, [])
    assert len(way.search(QUERY, 10)) == 1


def test_a_segment_is_left_for_each_change_and_let_go_when_nothing_in_it_is_held(tmp_path: Path) -> None:
    way = Ours(tmp_path / "ours")
    way.build(LINES)
    way.open()
    for terms in (["公办"], ["电梯"]):
        way.change(3, [(3, terms)])
    assert len(way._parts) == 2


def test_without_tantivy_what_to_install_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "eval.bench.bm25_tantivy", raising=False)
    with pytest.raises(BenchError, match=r"tantivy is not installed; run: pip install -e '\.\[bench\]'"):
        make_way("tantivy", tmp_path)


def test_agreement_is_of_the_exact_rows_and_ties_count_as_found() -> None:
    exact = [{"rows": [7, 5, 6, 9], "scores": [3.0, 2.0, 2.0, 1.0]}]
    got = [{"rows": [7, 6], "scores": [3.3, 2.0]}]
    assert agreement(got, exact) == {"of the ten": 1.0, "of all": 1.0, "score error": pytest.approx(0.1)}
    got = [{"rows": [7, 9], "scores": [3.0, 1.0]}]
    assert agreement(got, exact) == {"of the ten": 0.5, "of all": 0.5, "score error": 0.0}


def test_the_page_has_a_table_a_size_with_the_ratio() -> None:
    ours, theirs = ({key: value for key, _, _ in ROWS} for value in (2.0, 3.0))
    figures = [{"chunks": n, "queries": 9, "k": 200, "ours": ours, "tantivy": theirs} for n in (10_110, 100_165)]
    told = page({"figures": figures, "commit": "c" * 40, "when": "2026-11-29T04:00+00:00", "processor": "2 × P"})
    assert "## 10,110 chunks" in told
    assert "## 100,165 chunks" in told
    assert told.count("| a search, p50 ms | 2.00 | 3.00 | 1.50 |") == 2
    assert "| of the 200 best, found | 2.000 | 3.000 |  |" in told
    assert "*tantivy.json: 2 × P, 2026-11-29T04:00+00:00, commit cccccccccc.*" in told
