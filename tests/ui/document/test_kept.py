import gc
import weakref

from index.corpus import Corpus
from tests.ui.assistants import corpus_of
from ui.document.kept import kept_of_corpus


def test_what_is_drawn_is_kept_for_each_corpus_apart(corpus: Corpus) -> None:
    drawn: list[str] = []

    @kept_of_corpus(2)
    def titles(of: Corpus, joined_by: str) -> str:
        drawn.append(joined_by)
        return joined_by.join(document.title for document in of.documents.values())

    one = corpus_of(corpus.documents["001_e6d6b6bfaf22de54"])
    assert titles(corpus, "|") == titles(corpus, "|") != titles(one, "|")
    assert drawn == ["|", "|"]
    assert titles(one, "+") == titles(one, "|")
    titles(one, "-")
    titles(one, "+")  # only two are kept
    assert drawn == ["|", "|", "+", "-", "+"]


def test_no_corpus_is_kept_with_it(corpus: Corpus) -> None:
    one = corpus_of(corpus.documents["001_e6d6b6bfaf22de54"])
    count = kept_of_corpus(2)(lambda of: len(of.documents))
    assert count(one) == 1
    gone = weakref.ref(one)
    del one
    gc.collect()  # a corpus refers to itself
    assert gone() is None
