"""What stands in a table is asked as people do, and answered with the figure of the row and column that are meant."""

from datetime import date
from pathlib import Path

import pytest

from index.build import build_index
from index.catalog.add import add_document
from index.config import IndexSettings
from index.encode.embedder import Embedder
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import assistant_over
from rag.records import Answered, Question
from tests.rag.tables import FORMS, TITLE

pytestmark = pytest.mark.model

ASKED_ON = date(2025, 6, 1)


@pytest.fixture(scope="module", params=sorted(FORMS))
def assistant(
    request: pytest.FixtureRequest, packaged_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Assistant:
    folder: Path = tmp_path_factory.mktemp(request.param)
    settings = IndexSettings(seeds_dir=folder / "seeds", artifacts_dir=folder / "artifacts")
    settings.seeds_dir.mkdir()
    (settings.seeds_dir / "catalog.toml").write_text("# made up\n", encoding="utf-8")
    file = folder / f"table.{request.param}"
    file.write_bytes(FORMS[request.param]())
    assert add_document(file, settings.seeds_dir).entry.title == TITLE
    return assistant_over(build_index(settings, packaged_embedder), packaged_embedder, RagSettings())


@pytest.mark.parametrize(
    ("asked", "led", "told"),
    [
        ("2024年财政收入是多少", "", "财政收入合计：2024年完成数86.4亿元"),
        ("2025年财政收入合计预算是多少", "", "2025年预算数90.3亿元"),
        ("财政支出2024年一共完成多少", "", "财政支出合计：2024年完成数67.3亿元"),
        ("2025年税收收入预算数是多少", "74.5亿元", ""),
        ("去年税收收入增长了多少", "增长3.6%", ""),
        ("2025年教育支出预算多少", "33.6亿元", ""),
        ("卫生健康支出2025年增长多少", "增长6.2%", ""),
        ("2025年衞生健康支出預算係幾多", "13.7亿元", ""),
        ("社保和就业去年花了多少钱", "22.6亿元", ""),
        ("非税收入今年预计多少钱", "15.8亿元", ""),
        ("How much was tax revenue in 2024?", "71.2亿元 (7.12 billion yuan)", ""),
        ("2024年的数据包括梅沙新片区吗", "", "2024年完成数不含梅沙新片区"),
        ("海棠小学什么时候开学", "2025年9月", ""),
        ("云帆中学有多少个学位", "1800个", ""),
        ("新建学校一共提供多少学位", "4590个", ""),
        ("人民医院二期总投资多少", "56000万元", ""),
        ("渔港改造今年投多少钱", "7200万元", ""),
        ("人民医院二期由哪个部门负责", "", "责任单位：区卫生健康局"),
        ("滨海公园建在哪里", "", "建设地点：梅沙街道"),
        ("渔港改造一期哪年完工", "", "一期2026年完工"),
    ],
)
def test_a_question_gets_the_cell_that_it_means(assistant: Assistant, asked: str, led: str, told: str) -> None:
    answer = assistant.answer(Question(id="q", text=asked, asked_on=ASKED_ON))
    assert isinstance(answer, Answered), answer
    first, *_ = answer.text.splitlines()
    assert first.partition("[")[0] == led if led else told in answer.text, answer.text
