"""Command line of the index: python -m index build | add | withdraw | remove | list | show | check, and more."""

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from index.build import build_index
from index.catalog.catalog import load_documents, read_catalog
from index.catalog.original import original_of
from index.command_line import command
from index.commands.adding import add
from index.commands.listing import list_documents, show_document
from index.commands.living import reinstate, remove, supersede, withdraw
from index.commands.parser import parser
from index.commands.rereading import outdated, outdated_line, reread
from index.commands.said import Build, Said, built
from index.commands.watching import watch
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.errors import IndexFormatError, LuohuError
from index.places.gazetteer import gazetteer
from index.read.coverage import read_shares
from index.read.mapped import quote_at
from index.records import DocumentEntry
from index.search.counted import conflicts, counted, to_csv
from index.store.damage import damaged
from index.store.fingerprint import fingerprint
from index.store.saved import OpenIndex, load_index
from index.store.sources import check_sources
from index.words.bilingual import Lexicon
from index.words.hidden import without_hidden
from index.words.terms import fold


@command("index")
def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 on bad input or a bad index, with one line on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = _parser().parse_args(arguments)
    try:
        return _run(IndexSettings.load(), options)
    except (LuohuError, OSError) as error:
        print(f"index: {error}", file=sys.stderr)
        return 2


def _run(settings: IndexSettings, options: argparse.Namespace) -> int:
    commands: dict[str, Callable[[IndexSettings, argparse.Namespace, Said, Build], int | None]] = {
        "build": _build,
        "add": add,
        "replace": add,
        "reread": reread,
        "watch": watch,
        "withdraw": withdraw,
        "supersede": supersede,
        "reinstate": reinstate,
        "remove": remove,
        "list": list_documents,
        "show": show_document,
        "info": _info,
        "figures": _figures,
        "check": _check,
    }
    said = Said(as_json=getattr(options, "json", False))

    def build() -> OpenIndex:
        return build_index(settings, make_embedder(settings), said.indexed)

    return commands[options.command](settings, options, said, build) or 0


def _parser() -> argparse.ArgumentParser:
    return parser()


def _build(_: IndexSettings, __: argparse.Namespace, said: Said, build: Build) -> None:
    built(build(), said)


def _info(settings: IndexSettings, options: argparse.Namespace, _: Said, __: Build) -> None:
    index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir))
    corpus = index.corpus
    for entry in corpus.entries:
        units = corpus.units_of_document(entry.doc_id)
        counts = Counter(unit.role.value for unit in units)
        n_chunks = len({chunk.chunk_id for unit in units if (chunk := corpus.chunk_of(unit.unit_id))})
        print(f"{entry.doc_id}  {entry.title}")
        shares = read_shares(units, corpus.sections_of(entry.doc_id), corpus.dropped_of(entry.doc_id))
        print(f"  {n_chunks} chunks; units: {', '.join(f'{count} {role}' for role, count in counts.most_common())}")
        print(
            f"  {shares.in_section:.0%} of its characters in a section, {shares.dated:.0%} of its units dated, "
            f"{shares.furniture:.1%} furniture"
        )
    parts = ((part, segment.manifest) for part, segment in zip(index.manifest.segments, index.segments, strict=True))
    for part, manifest in parts:
        held = f"{len(part.doc_ids)} of {len(manifest.documents)} documents"
        n_bytes = sum(file.n_bytes for file in manifest.files)
        print(f"segment {part.folder}: {held}, {manifest.n_chunks} chunks, {n_bytes / 1e6:.1f} MB")
    for drop in (
        (drop for entry in corpus.entries for drop in corpus.dropped_of(entry.doc_id)) if options.dropped else ()
    ):
        text = quote_at(corpus.documents[drop.doc_id].text, (drop.span,))
        shown = without_hidden(text) or " ".join(f"U+{ord(character):04X}" for character in text) or "(footnote mark)"
        print(f"{drop.doc_id}\t{drop.span.start}-{drop.span.end}\t{drop.reason}\t{shown}")


def _figures(settings: IndexSettings, options: argparse.Namespace, _: Said, __: Build) -> None:
    corpus = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir)).corpus
    places = {entry.doc_id: _place(entry) for entry in corpus.entries}
    found = counted(corpus.figures(), places.__getitem__, query=options.query)
    if options.csv:
        print(to_csv(found), end="")
    elif options.conflicts:
        for one in conflicts(corpus.figures(), places.__getitem__):
            said = " | ".join(f"{figure.text} ({figure.unit_id})" for figure in one.figures)
            print(f"{one.place} {one.subject} {_years(one.years)} {one.status}: {said}")
    else:
        for subject in found:
            said = ", ".join(f"{_years(figure.years)} {figure.status} {figure.text}" for figure in subject.figures)
            print(f"{subject.place} {subject.subject}: {said}")


def _place(entry: DocumentEntry) -> str:
    """Return the place that a document is about: the first that its title or else its issuer names."""
    for said in (entry.place, entry.title, entry.issuer):
        for named in gazetteer().named_in(fold(said)):
            return named.regions[0].name
    return entry.issuer


def _years(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _check(settings: IndexSettings, _: argparse.Namespace, __: Said, ___: Build) -> None:
    if found := list(damaged(settings.artifacts_dir)):
        files = ", ".join(map(str, found))
        raise IndexFormatError(f"{len(found)} damaged or missing: {files}; mend the index with: python -m index build")
    index = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir), verify=True)
    documents = load_documents(settings.seeds_dir)
    if index.manifest.fingerprint != fingerprint(documents, settings, make_embedder(settings)):
        raise IndexFormatError("the index no longer fits seeds, settings or program; rebuild it: python -m index build")
    check_sources(index, documents, all_units=True)
    entries = read_catalog(settings.seeds_dir)
    n_originals = sum(original_of(entry, settings.seeds_dir) is not None for entry in entries)
    n_files = sum(len(segment.manifest.files) for segment in index.segments)
    print(f"the index is whole: {n_files} files, {index.corpus.n_units} units, {n_originals} originals verified")
    if older := outdated(entries, settings):
        print(outdated_line(older))


if __name__ == "__main__":
    sys.exit(main())
