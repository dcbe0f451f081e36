"""Documents with their vectors → a segment in a folder."""

from collections.abc import Sequence
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from index.segment.postings import Postings
from index.segment.records import ChunkedDocument, SegmentRecords, number_of
from index.segment.segment import write_manifest
from index.segment.vectors import Nearest, Vectors
from index.whole import named_as_disk_errors
from index.words.bilingual import Lexicon
from index.words.sounds import sound_keys
from index.words.terms import fold, terms


@named_as_disk_errors()
def write_segment(
    folder: Path,
    documents: Sequence[tuple[ChunkedDocument, str]],
    vectors: NDArray[np.float32],
    *,
    model: str,
    lexicon: Lexicon,
    nearest: Nearest,
) -> None:
    """Write a segment.

    Args:
        folder: is made.
        documents: in the order of the catalog, each with the fingerprint of what shaped it.
        vectors: of the texts of `encoded()` of each document, in order, shape (n, dimension), of length 1.
        model: the embedder's name.
        lexicon: whose words are looked for in the documents.
        nearest: how near vectors are found.
    """
    folder.mkdir(parents=True)
    read = [document for document, _ in documents]
    SegmentRecords.of(read).save(folder / "records")
    Vectors.of(vectors, vector_chunks(read), nearest).save(folder / "vectors")
    chunks = [chunk for document in read for chunk in document.chunks]
    postings = Postings.of([terms(chunk.searched_text) for chunk in chunks])
    postings.save(folder / "terms")
    Postings.of([lexicon.words_in(fold(each.document.text)) for each in read]).save(folder / "words")
    marisa_trie.Trie(sound_keys(postings.terms.keys())).save(str(folder / "sounds.marisa"))
    write_manifest(
        folder,
        documents=tuple((each.document.doc_id, fingerprint) for each, fingerprint in documents),
        model=model,
        dimension=vectors.shape[1],
        n_chunks=len(chunks),
    )


def vector_chunks(documents: Sequence[ChunkedDocument]) -> list[int]:
    """Return for each text of `encoded()` of the documents, in order, its chunk counted through all of them."""
    found: list[int] = []
    first = 0
    for each in documents:
        of_units: list[list[int]] = [[] for _ in each.units]
        for number, chunk in enumerate(each.chunks):
            for unit_id in chunk.unit_ids:
                of_units[number_of(unit_id, "#")].append(first + number)
        found += [chunk for of in of_units for chunk in of]
        first += len(each.chunks)
    return found
