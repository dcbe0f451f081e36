from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.catalog.life import set_life
from index.config import IndexSettings
from index.errors import ModelError
from index.records import Life, State
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder
from tests.ui.held.reports import REPORT, approval, came
from ui.held.build import CountingEmbedder, main
from ui.held.force import put_among_documents
from ui.held.problems import problem_in
from ui.held.records import Progress
from ui.journal.records import now


def test_how_far_it_is_stands_in_a_file_and_the_vectors_are_the_others(tmp_path: Path) -> None:
    file, texts = tmp_path / "progress.json", [f"新增公园{n}个" for n in range(70)]
    rows = CountingEmbedder(BigramEmbedder(), file).embed_passages(texts)
    assert np.array_equal(rows, BigramEmbedder().embed_passages(texts))
    assert Progress.model_validate_json(file.read_bytes()) == Progress(done=70, of=70)


def test_where_no_index_can_be_built_a_withdrawn_document_answers_no_longer(
    settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("一", REPORT), ("二", "东区2024年工作要点\n\n新增公园9个。\n")):
        put_among_documents(came(tmp_path / name, "报告.txt", text), "0" * 64, approval(name), settings)
    build_index(settings, BigramEmbedder())
    life = Life(state=State.WITHDRAWN, since=now().date(), why="数字有误")
    set_life("一", life, settings.seeds_dir)

    def broken(_: IndexSettings) -> BigramEmbedder:
        raise ModelError("the model is gone")

    monkeypatch.setattr("ui.held.build.make_embedder", broken)
    monkeypatch.setattr(IndexSettings, "load", lambda: settings)
    for _ in range(2):  # it is tried again and again
        assert main(tmp_path / "progress.json") == 2
    assert problem_in(capsys.readouterr().out.splitlines()[-1]).said == "the model is gone"
    manifest = read_manifest(settings.artifacts_dir)
    assert [doc_id for doc_id, _ in manifest.documents] == ["二"]
    assert [entry.doc_id for entry in manifest.withdrawn] == ["一"]
