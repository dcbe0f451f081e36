"""Command line of the index: python -m index build | add | info | check."""

import argparse
import logging
import sys
from collections import Counter
from pathlib import Path

from index.build import build_index
from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.errors import IndexFormatError, LuohuError
from index.read.mapped import quote_at
from index.store.fingerprint import fingerprint
from index.store.saved import load_index
from index.words.bilingual import Lexicon


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 on bad input or a bad index, with one line on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = _parser().parse_args(arguments)
    try:
        settings = IndexSettings.load()
        match options.command:
            case "build":
                _build(settings)
            case "add":
                _add(settings, options)
            case "info":
                _info(settings, dropped=options.dropped)
            case "check":
                _check(settings)
    except (LuohuError, OSError) as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="The index over the documents in seeds/.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="read, cut, encode and save all documents")
    add = commands.add_parser("add", help="copy a document into seeds/, catalogue it and build")
    add.add_argument("file", type=Path)
    add.add_argument("--title", default="", help="default, as for the others: what the document says")
    add.add_argument("--issuer", default="")
    add.add_argument("--kind", default="")
    add.add_argument("--issued", default="", metavar="YYYY-MM-DD")
    add.add_argument("--source", default="")
    add.add_argument("--covers", action="append", default=[], metavar="YEAR:result|plan", help="may be repeated")
    info = commands.add_parser("info", help="what the index holds")
    info.add_argument("--dropped", action="store_true", help="list the characters that belong to no unit, and why")
    commands.add_parser("check", help="verify the saved index: files, fit to seeds and settings, every span")
    return parser


def _build(settings: IndexSettings) -> None:
    index = build_index(settings, make_embedder(settings))
    print(f"{len(index.corpus.documents)} documents, {index.corpus.n_units} units, {index.manifest.n_chunks} chunks")


def _add(settings: IndexSettings, options: argparse.Namespace) -> None:
    entry = add_document(
        options.file,
        settings.seeds_dir,
        title=options.title,
        issuer=options.issuer,
        kind=options.kind,
        issued=options.issued,
        source=options.source,
        covers=tuple(options.covers),
    )
    covers = ", ".join(
        f"{'-'.join(map(str, dict.fromkeys((c.first_year, c.last_year))))}:{c.status}" for c in entry.covers
    )
    print(f"catalogued {entry.file} as {entry.title!r}")
    print(
        f"  issuer {entry.issuer}, kind {entry.kind}, issued {entry.issued or 'unknown'}, covers {covers or 'unknown'}"
    )
    _build(settings)


def _info(settings: IndexSettings, *, dropped: bool) -> None:
    index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir))
    corpus = index.corpus
    for entry in corpus.entries:
        units = corpus.units_of_document(entry.doc_id)
        counts = Counter(unit.role.value for unit in units)
        n_chunks = len({chunk.chunk_id for unit in units if (chunk := corpus.chunk_of(unit.unit_id))})
        print(f"{entry.doc_id}  {entry.title}")
        print(f"  {n_chunks} chunks; units: {', '.join(f'{count} {role}' for role, count in counts.most_common())}")
    parts = ((part, segment.manifest) for part, segment in zip(index.manifest.segments, index.segments, strict=True))
    for part, manifest in parts:
        held = f"{len(part.doc_ids)} of {len(manifest.documents)} documents"
        n_bytes = sum(file.n_bytes for file in manifest.files)
        print(f"segment {part.folder}: {held}, {manifest.n_chunks} chunks, {n_bytes / 1e6:.1f} MB")
    for drop in (drop for entry in corpus.entries for drop in corpus.dropped_of(entry.doc_id)) if dropped else ():
        text = quote_at(corpus.documents[drop.doc_id].text, (drop.span,))
        print(f"{drop.doc_id}\t{drop.span.start}-{drop.span.end}\t{drop.reason}\t{text or '(footnote mark)'}")


def _check(settings: IndexSettings) -> None:
    index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir), verify=True)
    documents = load_documents(settings.seeds_dir)
    if index.manifest.fingerprint != fingerprint(documents, settings, make_embedder(settings)):
        raise IndexFormatError("the index no longer fits seeds, settings or program; rebuild it: python -m index build")
    for unit in index.corpus.units():
        if quote_at(index.corpus.documents[unit.doc_id].text, unit.spans) != unit.text:
            raise IndexFormatError(f"unit {unit.unit_id} differs from its source; rebuild it: python -m index build")
    n_files = sum(len(segment.manifest.files) for segment in index.segments)
    print(f"the index is whole: {n_files} files, {index.corpus.n_units} units verified")


if __name__ == "__main__":
    sys.exit(main())
