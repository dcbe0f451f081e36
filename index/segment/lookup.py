"""Keys to rows of a table: names that are defined, lists that are counted."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import marisa_trie

from index.errors import IndexFormatError
from index.segment.files import SegmentFiles

Trie = TypeVar("Trie", marisa_trie.Trie, marisa_trie.RecordTrie)
_FORMAT = "<I"


class Lookup:
    """A key may have several rows."""

    def __init__(self, trie: marisa_trie.RecordTrie) -> None:
        self._trie = trie

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> "Lookup":
        """Return the lookup of the rows of keys."""
        return cls(marisa_trie.RecordTrie(_FORMAT, ((key, (row,)) for key, row in pairs)))

    @classmethod
    def load(cls, files: SegmentFiles, name: str) -> "Lookup":
        """Return a saved lookup.

        Raises:
            IndexFormatError: it is missing or damaged.
        """
        return cls(load_trie(files, name, marisa_trie.RecordTrie(_FORMAT)))

    def save(self, path: Path) -> None:
        """Write the lookup to `path`."""
        self._trie.save(str(path))

    def rows(self, key: str) -> tuple[int, ...]:
        """Return the rows of a key, ascending; none for one that is not held."""
        return tuple(sorted(row for (row,) in self._trie.get(key, ())))

    def keys_in(self, text: str) -> set[str]:
        """Return the keys that stand anywhere in a text."""
        return {key for start in range(len(text)) for key in self._keys_from(text, start)}

    def _keys_from(self, text: str, start: int) -> Iterator[str]:
        for end in range(start + 1, len(text) + 1):  # `prefixes` of the trie would try all of them
            part = text[start:end]
            if next(self._trie.iterkeys(part), None) is None:
                return
            if part in self._trie:
                yield part

    def items(self) -> Iterator[tuple[str, int]]:
        """Yield each key with each of its rows."""
        return ((key, row) for key, (row,) in self._trie.iteritems())


def load_trie(files: SegmentFiles, name: str, trie: Trie) -> Trie:
    """Return a trie, an empty one, with what was saved in it.

    Raises:
        IndexFormatError: it is missing or damaged.
    """
    content = files.read(name)
    try:
        if isinstance(content, bytes):
            trie.frombytes(content)
        else:
            trie.mmap(str(files.path(name)))
    except (RuntimeError, OSError, ValueError) as error:
        raise IndexFormatError(f"{files.path(name)} is damaged: it is no trie") from error
    return trie
