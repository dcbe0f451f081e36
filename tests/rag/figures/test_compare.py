from index.records import Status
from rag.figures.compare import Keyed, compared, disagreeing
from tests.rag.asked import understood, unit, weights

OLD = Keyed(unit("新增学位6589个。", name="a", years=(2019,)), ("6589个",))
NEW = Keyed(unit("新增学位10155个。", name="b"), ("10155个",))
PLAN = Keyed(unit("新增学位9000个。", name="c", status=Status.PLAN), ("9000个",))
TERMS = weights("新增学位")


def test_asked_years_stand_in_order_of_time_and_the_plan_before_its_result() -> None:
    assert compared(understood("2019年和2022年新增多少学位"), [NEW, OLD], TERMS) == (OLD, NEW)
    assert compared(understood("2022年新增多少学位，计划呢"), [NEW, PLAN], TERMS) == (PLAN, NEW)


def test_no_comparison_without_two_periods_of_what_is_asked() -> None:
    assert compared(understood("2022年新增多少学位"), [NEW, OLD], TERMS) == ()
    assert compared(understood("新增多少学位"), [NEW, OLD], TERMS) == ()
    assert compared(understood("2019年和2022年新增多少学位"), [NEW], TERMS) == ()


def test_a_plan_of_another_matter_does_not_stand_beside_the_result_of_the_asked_year() -> None:
    other = Keyed(unit("新增泊位9000个。", name="h", status=Status.PLAN), ("9000个",))
    question = understood("2022年新增多少学位")
    assert compared(question, [NEW, PLAN], TERMS) == (PLAN, NEW)
    assert compared(question, [NEW, other], TERMS) == ()


def test_figures_of_another_kind_are_not_compared() -> None:
    other = Keyed(unit("学位投入3亿元。", name="e", years=(2019,)), ("3亿元",))
    change = Keyed(unit("学位增加5个。", name="f", years=(2019,)), ("增加5个",))
    question = understood("2019年和2022年新增多少学位")
    assert compared(question, [NEW, other], TERMS) == ()
    assert compared(question, [NEW, change], TERMS) == ()


def test_other_documents_with_another_figure_for_the_same_disagree() -> None:
    other = Keyed(unit("新增学位7000项。", name="g", doc_id="e"), ("7000项",))
    assert disagreeing([NEW, other], TERMS) == (NEW, other)


def test_another_period_matter_or_the_same_figure_is_no_disagreement() -> None:
    def of(text: str, key: str, **fields: object) -> Keyed:
        return Keyed(unit(text, name="g", doc_id="e").model_copy(update=fields), (key,))

    assert disagreeing([], TERMS) == ()
    assert disagreeing([NEW, OLD], TERMS) == ()
    assert disagreeing([NEW, of("新增学位7000个。", "7000个", years=(2021, 2022))], TERMS) == ()
    assert disagreeing([NEW, of("新增学位7000个。", "7000个", status=Status.PLAN)], TERMS) == ()
    assert disagreeing([NEW, of("新增学位7000个。", "7000个", doc_id="d")], TERMS) == ()
    assert disagreeing([NEW, of("新增泊位7000个。", "7000个")], TERMS) == ()
    assert disagreeing([NEW, of("新增学位 10155 个。", "10155 个")], TERMS) == ()


def test_figures_of_different_things_do_not_disagree() -> None:
    towers = Keyed(unit("新增学位30座水塔。", name="k"), ("30座",))
    berths = Keyed(unit("新增学位、水塔和100个泊位等。", name="m", doc_id="e"), ("100个",))
    others = Keyed(unit("新增学位70座水塔。", name="n", doc_id="e"), ("70座",))
    assert disagreeing([towers, berths], TERMS) == ()
    assert disagreeing([towers, others], TERMS) == (towers, others)


def test_documents_of_different_places_do_not_disagree() -> None:
    here = Keyed(unit("新增学位10155个。", name="b", doc_id="here"), ("10155个",))
    there = Keyed(unit("新增学位6000个。", name="d", doc_id="there"), ("6000个",))
    assert disagreeing([here, there], TERMS) == (here, there)
    assert disagreeing([here, there], TERMS, lambda doc_id: doc_id) == ()
