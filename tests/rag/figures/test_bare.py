"""How much there is of a thing is not told by a figure of something narrower."""

from decimal import Decimal

import pytest

from index.figures.record import Direction, FigureRecord, Qualifier
from index.records import Status
from rag.figures.bare import is_of_another
from rag.records import Language
from tests.rag.asked import understood


def figure(key: str, text: str, unit: str) -> FigureRecord:
    return FigureRecord(
        unit_id="a#1", start=0, end=len(text), text=text, subject=key, key=key, value=Decimal(5), high=Decimal(5),
        unit=unit, scale=0, direction=Direction.LEVEL, qualifier=Qualifier.EXACT, years=(2024,), status=Status.RESULT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "told", "is_other"),
    [
        ("有多少人口？", figure("每万名常住人口全科医生数", "6名", "名"), True),
        ("有多少人口？", figure("常住人口", "90万人", "人"), False),
        ("面积多大？", figure("面积", "8000平方米", "平方米"), True),
        ("面积多大？", figure("辖区面积", "78平方公里", "平方公里"), False),
        ("一共有多少所学校？", figure("新改扩建学校", "16所", "所"), True),
        ("一共有多少所学校？", figure("学校", "160所", "所"), False),
        ("有多少个便民车站？", figure("新建便民车站", "16个", "个"), True),  # a longer name, all of which are asked
        ("便民车站多少个？", figure("新建便民车站", "16个", "个"), False),
        ("2024年有多少所学校建成？", figure("新改扩建学校", "16所", "所"), False),  # of a year
        ("新增学位多少个？", figure("公办托位", "16个", "个"), False),  # not bare
        ("PM2.5的目标是多少？", figure("pm2.5年均浓度", "5微克", "微克"), False),  # nor a word
    ],
)
def test_a_bare_thing_is_told_of_by_figures_of_it_alone(asked: str, told: FigureRecord, is_other: bool) -> None:
    assert is_of_another(understood(asked), {}, [told]) is is_other


def test_in_english_the_words_it_may_mean_name_the_thing() -> None:
    beds, hospitals = figure("家庭病床", "1200张", "张"), figure("医院", "12家", "家")
    asked = understood("how many hospitals are there?", language=Language.ENGLISH)
    assert is_of_another(asked, {"医院": 3.0}, [beds])
    assert not is_of_another(asked, {"医院": 3.0}, [beds, hospitals])
