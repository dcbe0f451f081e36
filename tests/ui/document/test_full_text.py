from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.corpus import Corpus
from index.records import Document, Dropped, Role, Section, Span, Status, Unit
from tests.ui.assistants import corpus_of
from tests.ui.parsed import parse
from ui.document.full_text import contents, full_text
from ui.document.links import place
from ui.text.zh_hans.source import SOURCE_ZH_HANS

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def test_every_document_is_drawn_character_for_character(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        assert parse(full_text(corpus, document, SOURCE_ZH_HANS)).text == document.text


def test_every_span_of_every_unit_can_be_pointed_at(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        drawn = {
            e.attributes["id"]: e
            for e in parse(full_text(corpus, document, SOURCE_ZH_HANS)).all()
            if "id" in e.attributes
        }
        units = [unit for unit in corpus.units() if unit.doc_id == document.doc_id]
        for unit in units:
            assert place(unit.spans) in drawn
            for span in unit.spans:
                assert drawn[place((span,))].text == document.text[span.start : span.end]
        several = [unit for unit in units if len(unit.spans) > 1]
        assert len(drawn) == sum(len(unit.spans) for unit in units) + len(several)


def test_what_belongs_to_no_unit_is_told_apart(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        page = parse(full_text(corpus, document, SOURCE_ZH_HANS))
        told = "".join(e.text for e in page.all() if {"left-out", "dropped"} & set(e.classes))
        for drop in corpus.dropped_of(document.doc_id):
            assert document.text[drop.span.start : drop.span.end] in told
        for block in page.all(cls="left-out"):
            assert block.attributes["data-note"] == SOURCE_ZH_HANS.left_out
            assert not block.all(cls="unit")


def test_headings_are_headings_of_their_level(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        page = parse(full_text(corpus, document, SOURCE_ZH_HANS))
        for unit in corpus.units():
            if unit.doc_id != document.doc_id:
                continue
            around = [e for e in page.all() if e.tag in HEADINGS and e.all(id=place(unit.spans[:1]))]
            if unit.role is Role.HEADING:
                assert [e.tag for e in around] == [f"h{min(len(corpus.section(unit.section_id).path) + 1, 6)}"]
            else:
                assert around == []


def test_the_contents_are_the_tree_of_sections_and_lead_to_their_headings(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        listed = parse(contents(corpus, document.doc_id))
        page = parse(full_text(corpus, document, SOURCE_ZH_HANS))
        sections = [s for s in corpus.sections_of(document.doc_id) if s.path]
        assert len(listed.all("a")) == len(sections)
        for link in listed.all("a"):
            assert page.one(id=link.attributes["href"].removeprefix("#")).classes == ["unit"]
        tops = [section.path[0] for section in sections if len(section.path) == 1]
        assert [item.all("a")[0].text for item in listed.children[0].children] == tops


def test_a_document_without_sections_has_no_contents(corpus: Corpus) -> None:
    assert contents(corpus, "unknown") == ""


def test_a_line_that_a_page_break_cut_goes_on_without_an_indent(corpus: Corpus) -> None:
    page = parse(full_text(corpus, corpus.documents["004_c2878a9ffa656724"], SOURCE_ZH_HANS))
    assert any(line.text.startswith("气全球总部") for line in page.all("p", cls="continued"))


TEXT = st.text(st.sampled_from("<&\"' \n\r\t　罗湖1。🐘"), min_size=1, max_size=40)


@given(TEXT, st.data())
def test_whatever_the_text_no_character_is_added_lost_or_moved(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pieces = [Span(start=a, end=b) for a, b in pairwise(cuts)]
    roles = data.draw(st.lists(st.sampled_from([Role.SENTENCE, Role.HEADING]), min_size=9, max_size=9))
    kept = [(span, role) for n, (span, role) in enumerate(zip(pieces, roles, strict=False)) if n % 3]
    units = [_unit(n, span, role) for n, (span, role) in enumerate(kept)]
    dropped = [Dropped(doc_id="x", span=span, reason="feed") for n, span in enumerate(pieces) if n % 3 == 0]
    section = Section(section_id="x/0", doc_id="x", path=("<b>",), span=Span(start=0, end=len(text)))
    corpus = corpus_of(_document(text), [section], units, dropped)
    html = full_text(corpus, corpus.documents["x"], SOURCE_ZH_HANS)
    assert "\r" not in html  # a browser would read it as a line feed, or as nothing before one
    page = parse(html)
    assert page.text == text
    assert {e.tag for e in page.all()} <= HEADINGS | {"p", "div", "span", "details", "summary"}


def _unit(number: int, span: Span, role: Role) -> Unit:
    return Unit(
        unit_id=f"x#{number}", doc_id="x", section_id="x/0", role=role, text="-", spans=(span,), years=(),
        status=Status.OTHER, term="", links=(),
    )  # fmt: skip


def _document(text: str) -> Document:
    return Document(
        doc_id="x", title="", issuer="", kind="", issued=None, covers=(), source="", sha256="0" * 64, note="", text=text
    )  # fmt: skip
