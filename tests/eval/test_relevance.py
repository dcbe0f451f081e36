from eval.cases import Case, Evidence
from eval.relevance import finds, groups_found, groups_proved, n_chars, proves, shared_chars
from index.records import Span


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


def test_a_short_passage_inside_a_place_does_not_find_it_but_a_short_citation_proves_it() -> None:
    inside = spans((101, 104))
    assert not finds(PLACE, "d", inside)
    assert proves(PLACE, "d", inside)


def test_a_citation_proves_from_half_of_the_shorter_on() -> None:
    assert proves(PLACE, "d", spans((105, 200)))
    assert not proves(PLACE, "d", spans((106, 200)))
    assert proves(PLACE, "d", spans((108, 112)))
    assert not proves(PLACE, "d", spans((109, 113)))


def test_a_place_cut_in_two_counts_as_one() -> None:
    assert finds(SPLIT, "d", spans((105, 124)))
    assert not finds(SPLIT, "d", spans((106, 124)))


def test_the_same_offsets_in_another_document_are_nothing() -> None:
    assert not finds(PLACE, "e", spans((100, 110)))
    assert not proves(PLACE, "e", spans((100, 110)))


def test_groups_are_numbered_and_any_alternative_suffices(cases: tuple[Case, ...]) -> None:
    case = cases[2]
    place = case.evidence[1][0]
    assert groups_found(case, place.doc_id, place.spans) == {1}
    assert groups_proved(case, place.doc_id, place.spans) == {1}
    either = case.model_copy(update={"evidence": ((*case.evidence[0], place),)})
    assert groups_found(either, place.doc_id, place.spans) == {0}
