"""The small world of tests/eval/world.py as fixtures."""

from pathlib import Path

import pytest

from eval.cases import Case, load_cases
from index.records import Document
from tests.eval.world import LINES, REPORT_2019, REPORT_2022, SentenceAssistant, make_document, write_lines


@pytest.fixture
def documents() -> dict[str, Document]:
    return {"r2022": make_document("r2022", REPORT_2022, 2022), "r2019": make_document("r2019", REPORT_2019, 2019)}


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "cases.jsonl", LINES)


@pytest.fixture
def cases(case_file: Path, documents: dict[str, Document]) -> tuple[Case, ...]:
    return load_cases((case_file,), {doc_id: document.text for doc_id, document in documents.items()})


@pytest.fixture
def assistant(documents: dict[str, Document]) -> SentenceAssistant:
    return SentenceAssistant(documents)
