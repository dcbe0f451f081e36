import pytest

from index.config import IndexSettings
from index.words.bilingual import Bilingual, Lexicon
from rag.writing.checker import Checker
from rag.writing.checks.words import Words


@pytest.fixture(scope="session")
def checker() -> Checker:
    lexicon = Lexicon.open(IndexSettings.load().cache_dir)
    return Checker(Words(Bilingual(lexicon, lambda _: True)))
