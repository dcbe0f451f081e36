from pathlib import Path

import pytest

from eval.errors import CaseError
from eval.sentence_checks import Quoted, SentenceCase, SentenceKind, judged_sentences, load_sentences, sentences_table
from eval.suites import PARTS
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.words.bilingual import Lexicon
from rag.records import Language

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST_KEPT, LEAST_CAUGHT = {"dev": 0.95, "test": 0.84}, {"dev": 0.96, "test": 0.96}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open(IndexSettings.load().cache_dir)


@pytest.mark.parametrize("part", PARTS)
def test_of_the_seeds_true_sentences_are_kept_and_lies_are_caught(part: str, lexicon: Lexicon) -> None:
    documents = {document.doc_id: document for document in load_documents(SEEDS)}
    judged = judged_sentences(load_sentences(part), documents, lexicon)
    true = [one.is_right for one in judged if one.case.is_true]
    false = [one.is_right for one in judged if not one.case.is_true]
    assert len(true) > 50
    assert sum(true) / len(true) >= LEAST_KEPT[part], sentences_table(judged, show_wrong=True)
    assert sum(false) / len(false) >= LEAST_CAUGHT[part], sentences_table(judged, show_wrong=True)


def test_dev_and_test_share_no_statement() -> None:
    dev, test = ({one.quote for case in load_sentences(part) for one in case.evidence} for part in PARTS)
    assert len(dev & test) == 0


def test_a_quote_that_stands_in_no_statement_is_an_error(lexicon: Lexicon) -> None:
    documents = {document.doc_id: document for document in load_documents(SEEDS)}
    doc_id = next(iter(documents))
    case = SentenceCase(
        id="a",
        evidence=(Quoted(doc_id=doc_id, quote="没有这句话"),),
        language=Language.SIMPLIFIED,
        sentence="没有[1]。",
        is_true=False,
        kind=SentenceKind.BEYOND,
    )
    with pytest.raises(CaseError, match="stands in 0 statements"):
        judged_sentences([case], documents, lexicon)


def test_sentences_whose_documents_are_elsewhere_are_left_out(lexicon: Lexicon) -> None:
    assert judged_sentences(load_sentences("dev"), {}, lexicon) == []
