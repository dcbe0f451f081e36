"""Figures of made-up reports are computed with, and what is computed is shown with its sources."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from index.corpus import Corpus
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.records import Coverage, Document, Status
from index.search.figures import FigureSearch
from index.segment.records import ChunkedDocument
from rag.answer.compose import Composed, compose
from rag.answer.computing import check_computed
from rag.errors import CitationError
from rag.figures.compute.asked import asked_to_compute
from rag.figures.compute.chosen import of_chosen
from rag.figures.compute.operands import Computation, Operands
from rag.question.place import Places
from rag.question.understand import Wants
from rag.records import Language, Operation
from tests.rag.asked import understood, weights

TEXTS = {
    2021: """青岭区2022年政府工作报告

一、2021年工作回顾

全年新增泊位120个，货运量达到80万吨、增长5%，渔业产值约3亿元。登记渔船40艘以上。人均渔业产值2万元。全区生产总值超过20亿元。渔民就业率90%。

二、2022年工作安排

新增泊位90个。
""",
    2022: """青岭区2023年政府工作报告

一、2022年工作回顾

全年新增泊位150个，货运量达到100万吨、增长8%，渔业产值约4亿元。登记渔船60艘。地区生产总值31.5亿元。渔民就业率92%。盐场产量接连突破2万吨、3万吨。新增深水码头企业9家、浅水码头企业4家、日均到港船舶30艘。引进特级船长2名、一级船长6名。建成灯塔8座、浮标12座。
""",
}


def document(year: int, text: str, *, place: str = "青岭区") -> ChunkedDocument:
    found = Document(
        doc_id=f"{place}{year}",
        title=f"{place}{year + 1}年政府工作报告",
        issuer=f"{place}人民政府",
        kind="报告",
        issued=None,
        covers=(
            Coverage(first_year=year, last_year=year, status=Status.RESULT),
            Coverage(first_year=year + 1, last_year=year + 1, status=Status.PLAN),
        ),
        source="",
        sha256=f"{place}{year}",
        note="",
        text=text,
    )
    read = read_units(found)
    return ChunkedDocument(found, read.sections, read.units, chunk_document(read, chunk_chars=200), read.dropped)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.of([document(year, text) for year, text in TEXTS.items()])


def computation(
    corpus: Corpus, asked: str, language: Language = Language.SIMPLIFIED, weighed: Mapping[str, float] | None = None
) -> Computation | None:
    operands = Operands(FigureSearch(corpus), Places(corpus.entries))
    return operands.of(understood(asked, language=language), weighed or weights(asked))


def composed(
    corpus: Corpus, asked: str, language: Language = Language.SIMPLIFIED, weighed: Mapping[str, float] | None = None
) -> Composed:
    found = computation(corpus, asked, language, weighed)
    assert found
    units = [corpus.unit(unit_id) for unit_id in dict.fromkeys(record.unit_id for record in found.operands)]
    return compose(understood(asked, language=language), units, (), weights(asked), corpus, computation=found)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("2021年和2022年新增泊位一共多少个", "120 + 150 = 270 个"),
        ("2022年货运量比2021年多多少", "100 − 80 = 20 万吨（2022年较多）"),
        ("2022年货运量比2021年增长了百分之几", "(100 − 80) ÷ 80 = 25 %"),
        ("2022年货运量是2021年的几倍", "100 ÷ 80 = 1.2 倍"),
        ("2021年和2022年新增泊位平均每年多少个", "(120 + 150) ÷ 2 = 135 个"),
        ("2022年货运量平均每天多少", "1000000 ÷ 365 = 2739.73 吨"),
        ("2021年至2022年货运量增长了百分之几", "(100 − 80) ÷ 80 = 25 %"),
        ("2022年灯塔和泊位一共多少", "8 + 150 = 158"),
        ("哪一年新增泊位最多", "2022年 150 个 > 2021年 120 个"),
        ("哪一年gdp最高", "2022年 31.5 亿元 > 2021年 至少 20 亿元"),
        ("哪一年货运量增长最快", "2022年 8 % > 2021年 5 %"),
        ("哪一年新增泊位最少", "2021年 120 个 < 2022年 150 个"),
        ("2022年灯塔和浮标一共多少座", "8 + 12 = 20 座"),
        ("2022年引进船长一共几名", "2 + 6 = 8 名"),
        ("2022年新增泊位比目标多多少", "150 − 90 = 60 个（2022年较多）"),
        ("2021年和2022年渔业产值一共多少", "3 + 4 = 约 7 亿元"),
        ("2022年登记渔船比2021年多多少艘", "60 − 40 = 至多 20 艘（2022年较多）"),
        ("2022年渔船比2021年多登记了几艘", "60 − 40 = 至多 20 艘（2022年较多）"),
        ("货运量由2021年到2022年一共多了几万吨", "100 − 80 = 20 万吨（2022年较多）"),
        ("货运量21年到22年涨了多少", "100 − 80 = 20 万吨（2022年较多）"),
        ("2022年货运量减去2021年货运量是多少", "100 − 80 = 20 万吨（2022年较多）"),
        ("2022年泊位计划比2021年实际新增的少多少", "120 − 90 = 30 个（2021年较多）"),
        ("2022年新增泊位目标比2021年少多少", "120 − 90 = 30 个（2021年较多）"),
        ("2022年货运量平均每个月多少", "100 ÷ 12 = 8.33 万吨"),
        ("2022年一天大概有多少吨货运量", "1000000 ÷ 365 = 2739.73 吨"),
        ("2022年渔民就业率比2021年高几个百分点", "92 − 90 = 2 个百分点（2022年较多）"),
        ("2022年货运量增速比2021年高多少", "8 − 5 = 3 个百分点（2022年较多）"),
        ("2022年灯塔比浮标少几座", "12 − 8 = 4 座（建成浮标较多）"),
    ],
)
def test_what_is_asked_is_computed_of_the_stated_figures(corpus: Corpus, asked: str, line: str) -> None:
    found = composed(corpus, asked)
    assert [one.text for one in found.computed] == [line]
    assert all(f"[{citation.number}]" in found.text.split("\n")[0] for citation in found.citations)


def test_a_year_that_its_figure_finds_is_told_by_no_line_of_all_years(corpus: Corpus) -> None:
    asked = "哪一年新增泊位最多"
    found = computation(corpus, asked)
    assert found
    units = [corpus.unit(record.unit_id) for record in found.operands]
    question = replace(understood(asked), wants=Wants.DATE)
    done = compose(question, units, (), weights("新增泊位"), corpus, computation=found)
    assert (done.n_lead_lines, done.n_own_lines) == (1, 0)


def test_it_is_said_in_the_askers_script_and_language(corpus: Corpus) -> None:
    traditional = composed(corpus, "2021年和2022年新增泊位一共多少个", Language.TRADITIONAL)
    assert traditional.text.startswith("合計：120[1] + 150[2] = 270 個")
    english = composed(corpus, "berths in 2021 and 2022 altogether", Language.ENGLISH, {"新增": 1.0, "泊位": 3.0})
    assert english.text.startswith("In total: 120[1] + 150[2] = 270\n")


def test_a_year_without_a_like_figure_is_named_and_nothing_computed(corpus: Corpus) -> None:
    found = computation(corpus, "2022年新增泊位比2023年多多少")
    assert found
    assert (found.operands, found.missing) == ((), ((2023, Status.RESULT),))


@pytest.mark.parametrize(
    "asked",
    ["2022年新增泊位多少个", "2022年货运量增长多少", "2022年货运量和新增泊位分别是多少", "2022年新增泊位目标是多少"],
)
def test_what_documents_state_themselves_is_not_computed(corpus: Corpus, asked: str) -> None:
    assert computation(corpus, asked) is None


@pytest.mark.parametrize(
    "asked",
    [
        "2021年和2022年新增泊位一共比2023年多多少",  # the sum of two years beside a third
        "2022年灯塔和深水码头企业一共多少",  # counted in unlike words
        "2022年盐场产量平均每天多少吨",  # it has two values
        "2022年平均每天多少艘到港船舶",  # a mean as it is stated
        "2022年深水码头和码头企业一共几家",  # of which two are
        "2021年和2022年渔民就业率一共多少",  # shares are not added
    ],
)
def test_what_is_uncertain_or_makes_no_sense_is_not_computed(corpus: Corpus, asked: str) -> None:
    found = computation(corpus, asked)
    assert found is None or not found.operands


def test_a_figure_a_head_is_not_put_beside_the_whole(corpus: Corpus) -> None:
    found = computation(corpus, "2021年和2022年人均渔业产值一共多少")
    assert found is None or not found.operands


def test_a_result_that_does_not_come_of_its_operands_is_never_shown(corpus: Corpus) -> None:
    found = composed(corpus, "2021年和2022年新增泊位一共多少个")
    check_computed(found.computed, found.citations)
    (right,) = found.computed
    other = right.operands[0].model_copy(update={"text": "121个"})
    for wrong in (
        right.model_copy(update={"value": right.value + 1}),
        right.model_copy(update={"operation": Operation.DIFFERENCE}),
        right.model_copy(update={"operands": (other, right.operands[1])}),
    ):
        with pytest.raises(CitationError):
            check_computed((wrong,), found.citations)


def test_a_year_that_cannot_be_put_beside_another_is_said_only_where_nothing_else_is_asked(corpus: Corpus) -> None:
    assert computation(corpus, "2022年新增泊位多少个，比2023年多多少") is None


def test_places_are_set_beside_each_other_and_named() -> None:
    reports = {"青岭区": "渔业产值4亿元。人均渔业产值9万元。", "白塔县": "全县渔业产值3亿元。"}
    documents = [
        document(2022, f"{place}2023年政府工作报告\n\n一、2022年工作回顾\n\n{text}\n", place=place)
        for place, text in reports.items()
    ]
    both = Corpus.of(documents)
    places = Places(both.entries)
    asked = "青岭区2022年渔业产值比白塔县多多少"
    question = replace(understood(asked), places=places.named(asked), own=places.own)
    found = Operands(FigureSearch(both), places).of(question, weights("渔业产值"))
    assert found
    units = [both.unit(record.unit_id) for record in found.operands]
    (line,) = compose(question, units, (), weights("渔业产值"), both, computation=found).computed
    assert line.text == "4 − 3 = 1 亿元（青岭区较多）"


def test_what_comes_to_each_thing_is_shown_in_both_measures(corpus: Corpus) -> None:
    text = "白塔县2023年政府工作报告\n\n一、2022年工作回顾\n\n投入1.2亿元改造灯塔80座，新设浮标9座。\n"
    held = Corpus.of([document(2022, text, place="白塔县")])
    question = understood("2022年灯塔平均每座投入多少钱")
    asked = asked_to_compute(question)
    assert asked
    units = [unit for unit in held.units() if "灯塔" in unit.text]
    found = of_chosen(question, asked, units, held.figures_of, weights("灯塔"))
    done = compose(question, units, (), weights("灯塔"), held, computation=found)
    assert [one.text for one in done.computed] == ["1.2 亿元 ÷ 80 座 = 150 万元"]
    assert done.text.startswith("平均每座：")


def test_that_a_plan_is_not_added_to_a_result_is_said_and_no_sum_given(corpus: Corpus) -> None:
    question = understood("2022年新增的泊位和2023年计划新增的泊位一共多少")
    asked = asked_to_compute(question)
    assert asked
    units = [unit for unit in corpus.units() if "泊位" in unit.text]
    found = of_chosen(question, asked, units, corpus.figures_of, weights("泊位"))
    done = compose(question, units, (), weights("泊位"), corpus, computation=found)
    assert done.text.startswith("这些数字有的是实际完成的")
    assert done.computed == ()


def test_a_share_asked_in_english_is_of_the_two_figures_of_one_sentence(corpus: Corpus) -> None:
    question = understood("what share of the captains hired in 2022 were of the first class", language=Language.ENGLISH)
    asked = asked_to_compute(question)
    assert asked
    units = [unit for unit in corpus.units() if "船长" in unit.text]
    found = of_chosen(question, asked, units, corpus.figures_of, weights("船长"))
    assert found
    assert [int(record.value) for record in found.operands] == [2, 6]


def test_a_mean_of_days_is_said_in_ones_in_english(corpus: Corpus) -> None:
    found = composed(
        corpus, "average tonnes of freight per day in 2022", Language.ENGLISH, {"货运": 3.0, "运量": 3.0, "货运量": 3.0}
    )
    assert [one.text for one in found.computed] == ["1000000 ÷ 365 = 2739.73 tonnes"]
