from eval.cases import Case, Evidence
from eval.overlap import n_chars, shared_chars
from eval.relevance import finds, groups_found, groups_proved, is_part
from eval.sources import Sources
from index.records import Document, Span
from rag.contract import CitationRecord


def spans(*pairs: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in pairs)


PLACE = Evidence(doc_id="d", quotes=("x" * 10,), spans=spans((100, 110)))
SPLIT = Evidence(doc_id="d", quotes=("x" * 6, "y" * 4), spans=spans((100, 106), (120, 124)))


def test_characters_are_counted_over_all_spans() -> None:
    assert n_chars(spans((0, 3), (10, 14))) == 7
    assert shared_chars(spans((0, 3), (10, 14)), spans((2, 12))) == 3


def test_a_passage_finds_a_place_from_half_of_its_characters_on() -> None:
    assert finds(PLACE, "d", spans((0, 105)))
    assert not finds(PLACE, "d", spans((0, 104)))


def test_half_is_half_for_long_places_too() -> None:
    place = Evidence(doc_id="d", quotes=("x" * 100,), spans=spans((100, 200)))
    assert finds(place, "d", spans((0, 150)))
    assert not finds(place, "d", spans((0, 149)))


def test_a_citation_is_part_of_a_place_from_half_of_the_shorter_on() -> None:
    assert is_part(PLACE, "d", spans((105, 120)))
    assert not is_part(PLACE, "d", spans((106, 121)))
    assert is_part(PLACE, "d", spans((108, 112)))
    assert not is_part(PLACE, "d", spans((109, 113)))


def test_a_citation_is_no_longer_than_four_places_or_one_sentence() -> None:
    assert is_part(PLACE, "d", spans((90, 130)))
    assert not is_part(PLACE, "d", spans((90, 131)))
    assert is_part(PLACE, "d", spans((90, 131)), longest_unit=41)
    assert not is_part(PLACE, "d", spans((0, 10_000)), longest_unit=41)


def cite(place: Evidence, start: int, end: int) -> CitationRecord:
    return CitationRecord(number=1, doc_id=place.doc_id, title="", section=(), spans=spans((start, end)), quote="x")


def test_a_place_is_proved_by_half_of_it_however_many_citations_hold_it() -> None:
    case = Case.model_construct(evidence=((PLACE,),))
    nothing, together = (cite(PLACE, 100, 101),), (cite(PLACE, 100, 103), cite(PLACE, 106, 108))
    assert groups_proved(case, nothing, Sources({})) == (frozenset(),)
    assert groups_proved(case, together, Sources({})) == (frozenset({0}), frozenset({0}))
    assert groups_proved(case, together[:1], Sources({})) == (frozenset(),)


def test_a_place_cut_in_two_counts_as_one() -> None:
    assert finds(SPLIT, "d", spans((105, 124)))
    assert not finds(SPLIT, "d", spans((106, 124)))


def test_the_same_offsets_in_another_document_are_nothing() -> None:
    assert not finds(PLACE, "e", spans((100, 110)))
    assert not is_part(PLACE, "e", spans((100, 110)))


def test_groups_are_numbered_and_any_alternative_suffices(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    case = cases[2]
    place = case.evidence[1][0]
    assert groups_found(case, place.doc_id, place.spans) == {1}
    cited = (cite(place, place.spans[0].start, place.spans[0].end),)
    assert groups_proved(case, cited, Sources(documents)) == (frozenset({1}),)
    either = case.model_copy(update={"evidence": ((*case.evidence[0], place),)})
    assert groups_found(either, place.doc_id, place.spans) == {0}
