"""A lexicon of a few words, made by hand."""

import marisa_trie

from index.words.bilingual import Lexicon


def lexicon_of(*words: str, **glosses: str) -> Lexicon:
    """A lexicon that holds Chinese words, and what English ones mean."""
    phrases = marisa_trie.BytesTrie((phrase, f"1.0\t{word}".encode()) for phrase, word in glosses.items())
    return Lexicon(phrases, marisa_trie.Trie((*words, *glosses.values())), marisa_trie.RecordTrie("<I"))
