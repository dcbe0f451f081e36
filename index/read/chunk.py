"""Units → chunks: consecutive units of one section, as large as fits; a unit that does not fit is cut for search."""

from collections.abc import Iterator

from index.read.mapped import LINE_END, MappedText, footnote_marks
from index.read.units import ReadDocument
from index.records import Chunk, Document, Role, Section, Span, Unit

LONGEST_PART = 600  # of a unit that is cut: about what 512 tokens of the default model hold
_SEPARATORS = ["\n", "；", ";", "。", "，", ",", "、", ""]


def chunk_document(read: ReadDocument, *, chunk_chars: int) -> tuple[Chunk, ...]:
    """Return the chunks of a document in source order; headings are not chunks, they are their context."""
    sections = {section.section_id: section for section in read.sections}
    chunks: list[Chunk] = []
    for group in _groups(read.units, chunk_chars):
        section = sections[group[0].section_id]
        for text, spans in _texts(group, read.document, min(chunk_chars, LONGEST_PART)):
            chunks.append(
                Chunk(
                    chunk_id=f"{read.document.doc_id}:{len(chunks)}",
                    doc_id=read.document.doc_id,
                    section_id=section.section_id,
                    unit_ids=tuple(unit.unit_id for unit in group),
                    spans=spans,
                    text=text,
                    context=context_of(read.document, section),
                )
            )
    return tuple(chunks)


def context_of(document: Document, section: Section) -> str:
    """Return what stands in front of a chunk for lexical search: title and heading path."""
    return " ".join((document.title, *section.path))


def _groups(units: tuple[Unit, ...], chunk_chars: int) -> Iterator[list[Unit]]:
    group: list[Unit] = []
    for unit in units:
        if unit.role is Role.HEADING:
            continue
        alone = unit.role in (Role.FOOTNOTE, Role.GLOSSARY, Role.RESPONSIBLE)
        size = sum(len(other.text) for other in group)
        fits = group and group[0].section_id == unit.section_id and size + len(unit.text) <= chunk_chars
        if group and (alone or not fits or group[-1].role in (Role.FOOTNOTE, Role.GLOSSARY, Role.RESPONSIBLE)):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _texts(group: list[Unit], document: Document, longest: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the text and the spans of each chunk of a group: one, unless the group is one unit that is too long.

    Such a unit is searched in parts, cut where its punctuation allows, and cited whole.
    """
    text = "".join(unit.text for unit in group)
    spans = [span for unit in group for span in unit.spans]
    if len(group) > 1 or len(text) <= longest:
        yield text, _merged(spans, document.text)
        return
    # Here, where few documents come by: it takes longer to load than a question to answer.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    whole = MappedText("", ())
    for span in spans:
        whole += MappedText.of(document.text, span.start, span.end)
    whole = whole.without(
        [*footnote_marks(whole.text), *((i, i + 1) for i, c in enumerate(whole.text) if LINE_END.match(c))]
    )
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=longest, chunk_overlap=0, separators=_SEPARATORS, keep_separator="end", add_start_index=True
    )
    for part in splitter.create_documents([whole.text]):
        start = int(part.metadata["start_index"])
        cut = whole.cut(start, start + len(part.page_content))
        yield cut.text, cut.spans(document.text)


def _merged(spans: list[Span], source: str) -> tuple[Span, ...]:
    """Return the spans with neighbours joined when only white space lies between them on one line."""
    merged: list[Span] = []
    for span in spans:
        between = source[merged[-1].end : span.start] if merged and span.start >= merged[-1].end else None
        if between is not None and not between.strip() and not LINE_END.search(between):
            merged[-1] = Span(start=merged[-1].start, end=span.end)
        else:
            merged.append(span)
    return tuple(merged)
