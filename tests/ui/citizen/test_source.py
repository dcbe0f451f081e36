from dataclasses import replace

from index.corpus import Corpus
from index.read.mapped import quote_at
from index.records import Document, Role, Section, Span, Status, Unit
from tests.ui.assistants import corpus_of
from tests.ui.parsed import Element, parse
from ui.citizen.source import View, source_view
from ui.document.highlight import joined
from ui.document.stretches import stretches
from ui.text.zh_hans.page import ZH_HANS as WORDS

SOURCE = WORDS.source
REPORT = "001_e6d6b6bfaf22de54"
HOSTILE = Document(
    doc_id='x"><h8>',
    title='<script>alert("t")</script>',
    issuer="<i>发文</i>",
    kind="<u>通知</u>",
    issued=None,
    covers=(),
    source="",
    sha256="0" * 64,
    note="<img src=x onerror=alert(1)>",
    text='<h1>一</h1>正文<img src=x onerror="alert(2)">。',
)


def test_every_unit_of_the_corpus_is_marked_exactly_in_the_text_of_its_section(corpus: Corpus) -> None:
    cuts = {doc_id: stretches(corpus, doc_id) for doc_id in corpus.documents}
    for unit in corpus.units():
        extract = parse(source_view(_view(unit, corpus), corpus, cuts[unit.doc_id], SOURCE, bar="")).one(cls="extract")
        source = corpus.documents[unit.doc_id].text
        assert extract.text in source, unit.unit_id
        expected = [source[span.start : span.end] for span in joined(unit.spans)]
        assert [mark.text for mark in extract.all("mark")] == expected, unit.unit_id


def test_the_extract_is_the_whole_section(corpus: Corpus) -> None:
    unit = next(unit for unit in corpus.units() if unit.text.startswith("全年地区生产总值2630.2亿元"))
    extract = _drawn(_view(unit, corpus), corpus).one(cls="extract")
    section = corpus.section(unit.section_id)
    assert extract.text == corpus.documents[REPORT].text[section.span.start : section.span.end]


def test_of_a_section_with_sub_sections_what_stands_before_them_is_shown(corpus: Corpus) -> None:
    section = next(s for s in corpus.sections_of(REPORT) if s.path == ("二、2023年工作安排",))
    extract = _drawn(_view(corpus.units_in(section.section_id)[1], corpus), corpus).one(cls="extract")
    assert extract.text.startswith("二、2023年工作安排")
    assert "(一)坚持" not in extract.text


def test_an_extract_names_what_stands_before_and_after_it(corpus: Corpus) -> None:
    unit = next(unit for unit in corpus.units() if unit.text.startswith("全年地区生产总值2630.2亿元"))
    view = _drawn(_view(unit, corpus), corpus)
    assert view.one(data_more="earlier").text == "前文：一、2022年工作回顾"
    assert view.one(data_more="later").text == "后文：——一年来,发展动能持续增强"
    assert "aria-disabled" not in view.one(data_more="later").attributes


def test_at_the_ends_of_a_document_nothing_more_is_offered(corpus: Corpus) -> None:
    units = sorted((u for u in corpus.units() if u.doc_id == REPORT), key=lambda unit: unit.spans[0].start)
    first, last = (_drawn(_view(unit, corpus), corpus) for unit in (units[0], units[-1]))
    assert first.one(data_more="earlier").text == SOURCE.at_start
    assert first.one(data_more="earlier").attributes["aria-disabled"] == "true"
    assert last.one(data_more="later").text == SOURCE.at_end
    assert last.one(data_more="later").attributes["aria-disabled"] == "true"


def test_a_citation_over_two_sections_shows_both(corpus: Corpus) -> None:
    cut = stretches(corpus, REPORT)
    spans = (
        Span(start=cut[4].span.end - 6, end=cut[4].span.end),
        Span(start=cut[5].span.start, end=cut[5].span.start + 4),
    )
    document = corpus.documents[REPORT]
    view = replace(_view(corpus.units_in(f"{REPORT}/4")[0], corpus), spans=spans)
    drawn = _drawn(view, corpus)
    assert [stretch.attributes["data-number"] for stretch in drawn.all(cls="stretch")] == ["4", "5"]
    assert [mark.text for mark in drawn.one(cls="extract").all("mark")] == [
        document.text[s.start : s.end] for s in spans
    ]


def test_nothing_in_a_document_or_its_entry_becomes_markup() -> None:
    span = Span(start=10, end=12)
    section = Section(
        section_id=f"{HOSTILE.doc_id}/0",
        doc_id=HOSTILE.doc_id,
        path=("<b>一</b>",),
        span=Span(start=0, end=len(HOSTILE.text)),
    )
    unit = Unit(
        unit_id=f"{HOSTILE.doc_id}#0", doc_id=HOSTILE.doc_id, section_id=section.section_id, role=Role.SENTENCE,
        text=HOSTILE.text, spans=(section.span,), years=(), status=Status.OTHER, term="", links=(),
    )  # fmt: skip
    hostile = corpus_of(HOSTILE, [section], [unit])
    view = replace(_view(unit, hostile), heading="<h9>", spans=(span,), question="<h7>")
    for each in (view, replace(view, sha256="1" * 64)):
        page = _drawn(each, hostile)
        assert not [tag for tag in ("script", "img", "i", "u", "h1", "h7", "h8", "h9") if page.all(tag)]
        assert "onerror" not in {name for element in page.all() for name in element.attributes}
    assert [mark.text for mark in _drawn(view, hostile).one(cls="extract").all("mark")] == ["正文"]


def test_a_place_outside_all_sections_is_told_as_opening_or_closing(corpus: Corpus) -> None:
    units = [unit for unit in corpus.units() if unit.section_id == "000_184aa66930443cca/0"]
    first, last = (_drawn(_view(unit, corpus), corpus).one(cls="path").text for unit in (units[0], units[-1]))
    assert (first, last) == (SOURCE.front_matter, SOURCE.end_matter)


def test_a_view_links_to_its_place_in_the_document(corpus: Corpus) -> None:
    unit = next(unit for unit in corpus.units() if len(unit.spans) == 2)
    document = corpus.documents[unit.doc_id]
    link = _drawn(_view(unit, corpus), corpus).one("a", data_document="")
    place = ",".join(f"{span.start}-{span.end}" for span in unit.spans)
    assert link.attributes["href"] == f"/doc/{unit.doc_id}?lang=zh-Hans&v={document.sha256}#{place}"
    assert link.attributes["rel"] == "noopener"


def test_a_changed_document_shows_the_frozen_quote_and_no_marks(corpus: Corpus) -> None:
    unit = corpus.units_in(f"{REPORT}/2")[1]
    view = replace(_view(unit, corpus), sha256="f" * 64, quote="当时的原话")
    drawn = _drawn(view, corpus)
    assert drawn.one(cls="changed").text == SOURCE.changed
    assert drawn.one("blockquote").text == "当时的原话"
    assert not drawn.all("mark")
    assert not drawn.all(cls="more")
    assert drawn.one("a").attributes["href"] == f"/doc/{REPORT}?lang=zh-Hans&v={'f' * 64}"
    assert "当时的原话" in drawn.one(cls="actions").one("button").attributes["data-copy"]


def test_a_document_that_is_gone_shows_the_frozen_quote_and_no_link(corpus: Corpus) -> None:
    view = replace(_view(corpus.units_in(f"{REPORT}/2")[1], corpus), doc_id="gone", title="旧文件", issued=None)
    drawn = parse(source_view(view, corpus, (), SOURCE, bar=""))
    assert drawn.one(cls="changed").text == SOURCE.gone
    assert drawn.one("h3").text == "旧文件"
    assert drawn.one("blockquote").text == view.quote
    assert not drawn.all("a")


def _view(unit: Unit, corpus: Corpus) -> View:
    document = corpus.documents[unit.doc_id]
    return View(
        key="1-1", heading="出处 1", question="问？", doc_id=unit.doc_id, title=document.title, issued=document.issued,
        section=corpus.section(unit.section_id).path, spans=unit.spans, quote=quote_at(document.text, unit.spans),
        sha256=document.sha256, is_cited=True,
    )  # fmt: skip


def _drawn(view: View, corpus: Corpus) -> Element:
    return parse(source_view(view, corpus, stretches(corpus, view.doc_id), SOURCE, bar=""))
