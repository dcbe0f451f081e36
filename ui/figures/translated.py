"""What English words may be in Chinese, in what the documents of a corpus count."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from index.corpus import Corpus
from index.words.bilingual import Bilingual, Lexicon
from ui.document.kept import kept_of_corpus
from ui.figures.matters import held

Translated: TypeAlias = Sequence[tuple[str, Sequence[str]]]


def translating(lexicon: Callable[[], Lexicon]) -> Callable[[Corpus, str], Translated]:
    """Return what translates a text into phrases of it, each with what it may be called in a corpus.

    Args:
        lexicon: returns what English words mean; asked for when the first are searched for.
    """

    @kept_of_corpus(1)
    def bilingual(corpus: Corpus) -> Bilingual:
        called = held(corpus).all_keys
        return Bilingual(lexicon(), lambda word: word in called)

    def translate(corpus: Corpus, text: str) -> Translated:
        return [(phrase, [word for word, _ in words]) for phrase, words in bilingual(corpus).translate(text)]

    return translate
