"""The program's search over the paragraphs of a set: both searchers, each alone, and fused as answering fuses them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import marisa_trie

from index.encode.embedder import Embedder
from index.read.items import split_sentences
from index.read.mapped import MappedText
from index.records import Hit
from index.search.dense import DenseSearcher
from index.search.lexical import LexicalSearcher
from index.search.searcher import Searcher, SearchQuery
from index.words.bilingual import Bilingual, Lexicon
from index.words.sounds import Sounds, sound_keys
from index.words.terms import fold, terms
from rag.config import RagSettings
from rag.question.document import Documents
from rag.question.own_matter import Vocabulary
from rag.question.place import Places
from rag.question.understand import understand
from rag.records import Question
from rag.search.expand import expand
from rag.search.fuse import fuse
from rag.search.retrieve import DENSE_WEIGHT, LEXICAL_WEIGHT

FUSED, DENSE, LEXICAL = SEARCHES = ("fused", "dense", "lexical")


@dataclass(frozen=True)
class FusedSearcher:
    """Both searchers as one, weighted and added as `rag.search.retrieve` does; a paragraph has no period to prefer."""

    dense: Searcher
    lexical: Searcher
    depth: int  # hits asked of each

    def search(self, query: SearchQuery, *, k: int) -> tuple[Hit, ...]:
        """Return the `k` rows with the highest fused score."""
        if k < 1:
            raise ValueError(f"k must be at least 1, found {k}")
        lists = [searcher.search(query, k=max(k, self.depth)) for searcher in (self.dense, self.lexical)]
        return fuse(lists, [DENSE_WEIGHT, LEXICAL_WEIGHT])[:k]


@dataclass(frozen=True)
class SetSearch:
    """The searchers over a set by name, and how a question becomes what they are asked."""

    searchers: dict[str, Searcher]
    query: Callable[[str], SearchQuery]


def search_over(
    paragraphs: Sequence[str], embedder: Embedder, lexicon: Lexicon, names: Sequence[str] = SEARCHES
) -> SetSearch:
    """Return the program's searchers over paragraphs; row i is paragraph i.

    As in an index, each statement has a vector and a paragraph the score of its best; a paragraph of a set stands under
    no title and no heading, so the statements are encoded bare. A question is expanded as it is in answering: words of
    asking are left out, English ones looked up, terms that no paragraph holds go by sound.

    Args:
        paragraphs: of the set.
        embedder: of statements and questions.
        lexicon: of English words.
        names: which searchers are wanted; where none of them needs vectors, nothing is encoded.
    """
    lexical = LexicalSearcher.of(paragraphs)
    searchers: dict[str, Searcher] = {LEXICAL: lexical}
    if set(names) - {LEXICAL}:
        statements, rows = _statements(paragraphs)
        searchers[DENSE] = DenseSearcher.of(embedder.embed_passages(statements, progress=True), rows)
        searchers[FUSED] = FusedSearcher(searchers[DENSE], lexical, RagSettings().depth)
    return SetSearch({name: searchers[name] for name in names}, _asking(paragraphs, embedder, lexicon, lexical))


def _statements(paragraphs: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the sentences of all paragraphs as documents are cut, and the row of the paragraph of each."""
    cut = [
        (statement.text, row)
        for row, text in enumerate(paragraphs)
        for statement in split_sentences(MappedText.of(text, 0, len(text)))
    ]
    return [text for text, _ in cut], [row for _, row in cut]


def _asking(
    paragraphs: Sequence[str], embedder: Embedder, lexicon: Lexicon, lexical: LexicalSearcher
) -> Callable[[str], SearchQuery]:
    is_known = lexical.frequencies.__contains__
    held = {word for text in paragraphs for word in lexicon.words_in(fold(text))}
    sounds = Sounds([marisa_trie.Trie(sound_keys(set().union(*map(terms, paragraphs))))], is_known)
    vocabulary = Vocabulary(Bilingual(lexicon, held.__contains__), sounds, is_known)
    nowhere, no_documents = Places(()), Documents((), Places(()))

    def query(text: str) -> SearchQuery:
        question = understand(Question(id="", text=text), vocabulary, lambda _: (), nowhere, no_documents)
        expanded = expand(question, bilingual=vocabulary.bilingual, sounds=sounds, is_known=is_known)
        return SearchQuery(expanded.terms, embedder.embed_query(expanded.text))

    return query
