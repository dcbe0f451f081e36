"""Two reports of another district, added to the real seeds, are read and answered as well as those of Luohu.

documents/ holds a work report and a notice written for these tests in the layout such documents have: every figure in
them is invented.
"""

import shutil
from pathlib import Path

import pytest

from index.__main__ import main
from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from index.read.mapped import quote_at
from index.records import Status
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import open_assistant
from rag.records import Answer, Answered, Language, Question, Reason, Refused

pytestmark = pytest.mark.model

DOCUMENTS = Path(__file__).parent / "documents"
REPORT, NOTICE = "yantian_report_2024", "yantian_notice_2024"
LUOHU_2023, LUOHU_PLANS, LUOHU_NEWS = "001_e6d6b6bfaf22de54", "002_76ba81dda6f66ba1", "000_184aa66930443cca"


@pytest.fixture(scope="module")
def settings(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    folder = tmp_path_factory.mktemp("two_districts")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUOHU_INDEX_SEEDS_DIR", str(folder / "seeds"))
        patch.setenv("LUOHU_INDEX_ARTIFACTS_DIR", str(folder / "artifacts"))
        patch.setenv("LUOHU_INDEX_CACHE_DIR", str(model_folder.parent))
        for file in sorted(DOCUMENTS.iterdir()):
            assert main(["add", str(file)]) == 0
        return IndexSettings()


@pytest.fixture(scope="module")
def assistant(settings: IndexSettings) -> Assistant:
    return open_assistant(RagSettings(), settings)


def _ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.answer(Question(id="q", text=text, history=history))


def test_add_without_options_reads_the_catalog_entry_off_the_documents(settings: IndexSettings) -> None:
    notice, report = load_documents(settings.seeds_dir)[-2:]
    assert (report.title, report.issuer, report.kind) == ("盐田区2024年政府工作报告", "盐田区人民政府", "政府工作报告")
    assert (notice.issuer, notice.kind) == ("盐田区人民政府办公室", "通知")
    assert "优化营商环境行动方案" in notice.title
    assert "盐府办〔2024〕6号" in notice.title
    assert [str(document.issued) for document in (report, notice)] == ["2024-01-18", "2024-03-22"]
    assert [(c.years, c.status) for c in report.covers] == [((2023,), Status.RESULT), ((2024,), Status.PLAN)]
    assert [(c.years, c.status) for c in notice.covers] == [((2024,), Status.PLAN)]


@pytest.mark.parametrize(
    ("question", "fact", "doc_id"),
    [
        ("盐田区2023年新增了多少公办学位？", "3150个", REPORT),
        ("盐田2024年计划新增多少公办学位？", "4200个", REPORT),
        ("2023年盐田港区集装箱吞吐量是多少？", "1410万标箱", REPORT),
        ("2024年盐田区集装箱吞吐量目标是多少？", "1450万标箱", REPORT),
        ("盐田区2023年旅游收入是多少亿元？", "118亿元", REPORT),
        ("盐田区2023年地区生产总值是多少？", "860亿元", REPORT),
        ("盐田区2024年地区生产总值增长目标是多少？", "5.5%", REPORT),
        ("盐田区2023年引进了多少家航运及供应链企业？", "27家", REPORT),
        ("大百汇生物医药产业园有多大面积？", "8.6万m²", REPORT),
        ("盐田区2024年要建设哪三大产业园？", "黄金珠宝、生物医药、智能装备", REPORT),
        ("盐田的“三港一区”是什么意思？", "离岸贸易港", REPORT),
        ("盐田“盐十条”是什么？", "促进航运服务业高质量发展若干措施", REPORT),
        ("盐田区2024年减免港口收费为企业降低多少成本？", "1.2亿元", NOTICE),
        ("鹽田區2024年計劃籌集建設多少套保障性住房？", "4500套", REPORT),
        ("盐田2023年建成咗幾多間長者食堂㗎？", "11家", REPORT),
        ("How many new public school places did Yantian add in 2023?", "3150", REPORT),
        ("What was Yantian's PM2.5 concentration in 2023?", "15.2", REPORT),
    ],
)
def test_a_question_that_names_the_district_is_answered_from_its_documents(
    question: str, fact: str, doc_id: str, assistant: Assistant
) -> None:
    answer = _ask(assistant, question)
    assert isinstance(answer, Answered), answer.text
    assert fact in answer.text
    assert {citation.doc_id for citation in answer.citations} == {doc_id}
    for citation in answer.citations:
        assert quote_at(assistant.corpus.documents[citation.doc_id].text, citation.spans) == citation.quote


@pytest.mark.parametrize(
    ("question", "unit", "item"),
    [
        ("盐田区“梧桐人才卡”由哪个部门负责？", "区委组织部", "梧桐人才卡"),
        ("盐田区建设知识产权保护工作站由谁负责？", "区市场监管局", "知识产权保护工作站7个"),
        ("Which department in Yantian is responsible for 船边直提?", "盐田海关", "船边直提"),
    ],
)
def test_the_responsible_units_of_an_item_are_those_of_the_district(
    question: str, unit: str, item: str, assistant: Assistant
) -> None:
    answer = _ask(assistant, question)
    assert isinstance(answer, Answered), answer.text
    assert unit in answer.citations[0].quote
    assert item in answer.citations[1].quote
    assert {citation.doc_id for citation in answer.citations} == {NOTICE}


@pytest.mark.parametrize(
    ("question", "fact", "doc_ids"),
    [
        ("罗湖区2022年新增了多少学位？", "10155个", {LUOHU_2023}),
        ("2022年新增了多少学位？", "10155个", {LUOHU_2023}),
        ("罗湖2025年计划新增多少家离境退税商店？", "15家以上", {LUOHU_NEWS, LUOHU_PLANS}),
        ("羅湖2024年新增了多少個學位？", "8430个", {LUOHU_NEWS}),
        ("How many tax refund shops does Luohu plan to add in 2025?", "15家以上", {LUOHU_NEWS, LUOHU_PLANS}),
        ("罗湖区“六个一”是什么意思？", "医疗服务网格", {LUOHU_2023}),
        ("“罗湖优才卡”由哪个部门负责？", "区人才局", {LUOHU_PLANS}),
    ],
)
def test_questions_about_luohu_are_still_answered_from_its_documents(
    question: str, fact: str, doc_ids: set[str], assistant: Assistant
) -> None:
    answer = _ask(assistant, question)
    assert isinstance(answer, Answered), answer.text
    assert fact in answer.text
    assert {citation.doc_id for citation in answer.citations} == doc_ids


def test_a_year_that_the_district_does_not_hold_is_refused_though_luohu_holds_it(assistant: Assistant) -> None:
    for question in ("盐田区2022年新增了多少公办学位？", "盐田区2019年新增了多少学位？"):
        answer = _ask(assistant, question)
        assert isinstance(answer, Refused), answer.text
        assert answer.reason is Reason.WRONG_PERIOD
        assert "2023、2024年" in answer.text
        assert "向盐田区政府" in answer.text


def test_what_only_luohu_defines_or_plans_is_no_answer_for_the_other_district(assistant: Assistant) -> None:
    for question in ("盐田区“六个一”是什么意思？", "盐田区2023年离境退税商店有多少家？"):
        answer = _ask(assistant, question)
        assert isinstance(answer, Refused), answer.text
        assert {passage.doc_id for passage in answer.passages} <= {REPORT, NOTICE}


def test_a_district_without_documents_is_out_of_scope_and_the_refusal_names_those_held(assistant: Assistant) -> None:
    answer = _ask(assistant, "福田区2024年新增了多少学位？")
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.OUT_OF_SCOPE
    assert "罗湖区、盐田区" in answer.text


def test_a_question_about_both_gets_what_each_has_behind_its_name(assistant: Assistant) -> None:
    answer = _ask(assistant, "罗湖区和盐田区2023年各新增多少学位？")
    assert isinstance(answer, Answered)
    assert {citation.doc_id for citation in answer.citations} == {LUOHU_2023, REPORT}
    lines = answer.text.split("\n")
    assert [line.split(" · ")[0] for line in lines if " · " in line][:2] == ["罗湖区", "盐田区"]
    assert "3150个" in next(line for line in lines if line.startswith("盐田区"))


def test_follow_ups_keep_the_district_until_another_is_named(assistant: Assistant) -> None:
    first = "盐田区2023年新增了多少公办学位？"
    stays, changes = _ask(assistant, "那2024年呢？", first), _ask(assistant, "那罗湖呢？", first)
    assert stays.text.startswith("盐田区 · 2024年计划：4200个[1]\n2024年计划：")
    assert "4200个" in stays.text
    assert isinstance(changes, Answered)
    assert {citation.doc_id for citation in changes.citations} == {LUOHU_2023}


def test_plan_and_result_of_the_district_are_told_apart(assistant: Assistant) -> None:
    assert "2023年情况" in _ask(assistant, "盐田区2023年PM2.5浓度是多少？").text
    assert "2024年计划" in _ask(assistant, "盐田区2024年PM2.5浓度控制在多少？").text
    outcome = _ask(assistant, "盐田区2024年最终实际筹集了多少套保障性住房？")
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.WRONG_PERIOD


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (Language.SIMPLIFIED, ("罗湖区", "盐田区")),
        (Language.TRADITIONAL, ("羅湖區", "鹽田區")),
        (Language.ENGLISH, ("Luohu", "Yantian")),
    ],
)
def test_examples_name_the_district_of_their_document_and_each_has_some(
    language: Language, names: tuple[str, ...], assistant: Assistant
) -> None:
    found = assistant.examples(language)
    assert len(found) >= 5
    for name in names:
        assert any(name in question for question in found)
    for question in found:
        answer = _ask(assistant, question)
        assert isinstance(answer, Answered), question
