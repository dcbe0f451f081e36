"""Small indexes of chunks that a test writes out, and searchers over them in Milvus."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.config import IndexSettings
from index.engine import brought_up_to_date
from index.records import Chunk, IndexManifest, Role, Section, SegmentPart, Span, Status, Unit
from index.segment.records import ChunkedDocument
from index.segment.segment import FORMAT_VERSION
from index.segment.write import write_segment
from index.store.fingerprint import of_all
from index.store.saved import OpenIndex, add_segment, assemble
from index.words.bilingual import NO_LEXICON
from index.words.terms import terms
from tests.fakes import BigramEmbedder
from tests.index.documents import document

EMBEDDER = BigramEmbedder()
SPANS = (Span(start=0, end=1),)
Chunks = Sequence[tuple[str, ...]]  # each the texts of its units


def index_of(folder: Path, documents: Mapping[str, Chunks], *, model: str = "bigrams") -> OpenIndex:
    """An index of documents given as the units of their chunks; its segments are kept in `folder`."""
    prints = {doc_id: of_all([(doc_id, repr(chunks)), ("", model)]) for doc_id, chunks in documents.items()}
    read = [_read(doc_id, chunks) for doc_id, chunks in documents.items()]
    texts = [text for each in read for of_unit in each.encoded() for text in of_unit]

    def write(path: Path) -> None:
        write_segment(
            path,
            [(each, prints[each.document.doc_id]) for each in read],
            np.array(EMBEDDER.embed_passages(texts), np.float32).reshape(-1, EMBEDDER.dimension),
            model=model,
            lexicon=NO_LEXICON,
            nearest="auto",
        )

    name = of_all(list(prints.items()))[:16]
    segment = add_segment(folder, name, write, lambda _: True)
    manifest = IndexManifest(
        format_version=FORMAT_VERSION,
        fingerprint=name,
        documents=tuple((doc_id, "0") for doc_id in documents),
        model=model,
        dimension=EMBEDDER.dimension,
        n_chunks=sum(map(len, documents.values())),
        n_units=sum(len(units) for chunks in documents.values() for units in chunks),
        settings=(),
        segments=(SegmentPart(folder=name, sha256=segment.sha256, doc_ids=tuple(documents)),),
    )
    return assemble(manifest, (segment,), NO_LEXICON)


def in_milvus(uri: str, index: OpenIndex, collection: str = "luohu") -> OpenIndex:
    """The index, searched in Milvus."""
    return brought_up_to_date(index, IndexSettings(milvus_uri=uri, milvus_collection=collection))


def _read(doc_id: str, chunks: Chunks) -> ChunkedDocument:
    units: list[Unit] = []
    made: list[Chunk] = []
    for number, texts in enumerate(chunks):
        of = [_unit(doc_id, len(units) + n, text) for n, text in enumerate(texts)]
        units += of
        made.append(
            Chunk(
                chunk_id=f"{doc_id}:{number}",
                doc_id=doc_id,
                section_id=f"{doc_id}/0",
                unit_ids=tuple(unit.unit_id for unit in of),
                spans=SPANS,
                text="".join(texts),
                context="",
            )
        )
    section = Section(section_id=f"{doc_id}/0", doc_id=doc_id, path=(), span=SPANS[0])
    return ChunkedDocument(document("文", doc_id=doc_id), (section,), tuple(units), tuple(made), ())


def _unit(doc_id: str, number: int, text: str) -> Unit:
    return Unit(
        unit_id=f"{doc_id}#{number}",
        doc_id=doc_id,
        section_id=f"{doc_id}/0",
        role=Role.SENTENCE,
        text=text,
        spans=SPANS,
        years=(2024,) if terms(text) else (),
        status=Status.OTHER,
        term="",
        links=(),
    )
