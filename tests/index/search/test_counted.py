"""Figures of one subject through the years, plan beside result, and what documents state differently."""

from collections.abc import Sequence

from index.figures.read import records_of
from index.figures.record import FigureRecord
from index.records import Role, Span, Status, Unit
from index.search.counted import COLUMNS, conflicts, counted, to_csv


def stated(text: str, year: int, status: Status = Status.RESULT, doc_id: str = "east") -> list[FigureRecord]:
    unit = Unit(
        unit_id=f"{doc_id}#{year}",
        doc_id=doc_id,
        section_id=f"{doc_id}/0",
        role=Role.SENTENCE,
        text=text,
        spans=(Span(start=0, end=len(text)),),
        years=(year,),
        status=status,
        term="",
        links=(),
    )
    return list(records_of([unit]))


def place_of(doc_id: str) -> str:
    return doc_id.partition("_")[0]


def texts(figures: Sequence[FigureRecord]) -> list[str]:
    return [figure.text for figure in figures]


RECORDS = [
    *stated("新增泊位5个，增长3%。", 2031),
    *stated("新增泊位4个。", 2030),
    *stated("新增泊位6个。", 2031, Status.PLAN),
    *stated("新增泊位9个。", 2031, doc_id="west"),
    *stated("建成灯塔2座。", 2031),
]


def test_figures_of_a_subject_stand_in_order_of_time_a_plan_before_its_result() -> None:
    first = counted(RECORDS, place_of)[0]
    assert (first.place, first.subject, first.years) == ("east", "新增泊位", (2030, 2031))
    assert texts(first.figures) == ["4个", "6个", "5个"]
    assert [texts(pair) for pair in first.plans_and_results] == [["6个", "5个"]]


def test_places_changes_and_other_subjects_stand_apart() -> None:
    assert [(one.place, one.subject, texts(one.figures)) for one in counted(RECORDS, place_of)[1:]] == [
        ("east", "新增泊位", ["增长3%"]),
        ("west", "新增泊位", ["9个"]),
        ("east", "建成灯塔", ["2座"]),
    ]


def test_a_query_finds_subjects_with_each_of_its_words_in_either_script() -> None:
    assert [one.subject for one in counted(RECORDS, place_of, query="燈塔")] == ["建成灯塔"]
    assert counted(RECORDS, place_of, query="灯塔 泊位") == ()


def test_a_row_of_years_can_be_asked_for() -> None:
    assert [one.key for one in counted(RECORDS, place_of, least_years=2)] == ["新增泊位"]


def test_documents_of_one_place_that_differ_are_a_conflict_and_those_of_two_places_are_none() -> None:
    other = stated("新增泊位7个。", 2031, doc_id="east_yearbook")
    (found,) = conflicts([*RECORDS, *other], place_of)
    assert (found.place, found.years, found.status, texts(found.figures)) == (
        "east",
        (2031,),
        Status.RESULT,
        ["5个", "7个"],
    )
    assert conflicts(RECORDS, place_of) == ()
    assert conflicts([*RECORDS, *stated("新增泊位5个。", 2031, doc_id="east_yearbook")], place_of) == ()


def test_a_spreadsheet_gets_a_line_a_figure_and_no_formula() -> None:
    lines = to_csv(counted(stated("渔获1.5万吨。", 2031), lambda _: "=east")).splitlines()
    assert lines[0].split(",") == list(COLUMNS)
    assert lines[1] == "'=east,渔获,2031,result,1.5万吨,15000,15000,吨,exact,level,,east,east#2031"
