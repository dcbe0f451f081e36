"""Several questions in one text: where they are cut, and what is said again in each."""

import pytest

from rag.question.parts import of_each, parts
from tests.rag.question.towns import places_in


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2030年修路多少公里，还有种树多少棵？", ("2030年修路多少公里", "2030年种树多少棵？")),
        ("2030年修路多少公里？顺便问一下桥梁几座", ("2030年修路多少公里？", "2030年桥梁几座")),
        ("2030年种树搞得咋样了，凉亭建了几座？", ("2030年种树搞得咋样了", "2030年凉亭建了几座？")),
        ("2030年种树多少棵？凉亭呢？", ("2030年种树多少棵？", "2030年凉亭呢？")),
        ("2030年种树多少棵，凉亭呢，长椅呢？", ("2030年种树多少棵", "2030年凉亭呢", "2030年长椅呢？")),
        ("2030年新增多少凉亭、多少长椅和多少路灯", ("2030年新增多少凉亭", "2030年新增多少长椅", "2030年新增多少路灯")),
        ("2030年凉亭建了多少座、步道多少公里", ("2030年凉亭建了多少座", "2030年步道多少公里")),
        ("2030年改造多少座凉亭和新建多少盏路灯", ("2030年改造多少座凉亭", "2030年新建多少盏路灯")),
        ("青石巷和白石巷的路灯每年分别是多少盏", ("青石巷的路灯每年是多少盏", "白石巷的路灯每年是多少盏")),
        ("2030年凉亭、长椅和路灯各是多少", ("2030年凉亭是多少", "2030年长椅是多少", "2030年路灯是多少")),
        ("2030年種樹幾多棵，仲有涼亭起咗幾多座？", ("2030年種樹幾多棵", "2030年涼亭起咗幾多座？")),
        ("2030年路面宽度是多少 湖水水质又怎样", ("2030年路面宽度是多少？", "2030年湖水水质又怎样")),
        (
            "2030年凉亭换了几座 树种了几棵 小路修了几处",
            ("2030年凉亭换了几座？", "2030年树种了几棵？", "2030年小路修了几处"),
        ),
        ("2030年建几条小路 长椅有几张", ("2030年建几条小路？", "2030年长椅有几张")),
        ("2030年凉亭建了 几座", ("2030年凉亭建了 几座",)),
        ("粉尘浓度，2029年平均是多少，2030年要压在多少以内？", ("粉尘浓度，2029年平均是多少，2030年要压在多少以内？",)),
        (
            "粉尘浓度，2029年实际是多少，园里给2030年定的又是多少？",
            ("粉尘浓度，2029年实际是多少，园里给2030年定的又是多少？",),
        ),
        ("2030年种树多少棵，还 有凉亭 建了多少座？", ("2030年种树多少棵", "2030年凉亭建了多少座？")),
        ("2030年凉亭几座？另外这事归哪个局管", ("2030年凉亭几座？", "2030年这事归哪个局管")),
        ("2030年路面宽度，还有湖水水质", ("2030年路面宽度", "2030年湖水水质")),
        ("1）2030年凉亭几座；2）路灯数量；3）长椅", ("2030年凉亭几座", "2030年路灯数量是多少", "2030年长椅")),
        ("两件事：1.2030年新增凉亭 2.改造路灯", ("2030年新增凉亭是多少", "2030年改造路灯是多少")),
        ("2030年：①凉亭几座②路灯几盏", ("2030年凉亭几座", "2030年路灯几盏")),
        ("2030年凉亭座数；2029年路灯", ("2030年凉亭座数", "2029年路灯")),
        ("2030年凉亭、路灯三个数给我", ("2030年凉亭是多少", "2030年路灯是多少")),
        ("2030年的两个目标：凉亭、路灯各是多少", ("2030年凉亭目标是多少", "2030年路灯目标是多少")),
        ("凉亭今年要建几座，又准备修多少公里步道", ("凉亭今年要建几座", "今年又准备修多少公里步道")),
        (
            "凉亭上一年建了几座，修了多少公里步道",
            ("凉亭上一年建了几座", "修了多少公里步道"),
        ),  # of another year it is another
        ("凉亭和路灯明年分别计划多少", ("明年凉亭计划多少", "明年路灯计划多少")),
        ("凉亭建多少座、路灯多少盏，都是2030年的", ("2030年凉亭建多少座", "2030年路灯多少盏")),
        ("2030年凉亭多少座？还有长椅", ("2030年凉亭多少座？", "2030年长椅")),
        ("路灯明年打算做什么，归哪个局管", ("路灯明年打算做什么", "明年归哪个局管")),
        (
            "How many trees were planted in 2030 and how many benches were renewed that year?",
            ("How many trees were planted in 2030", "how many benches were renewed in 2030?"),
        ),
        (
            "We like parks. How many trees were planted, and how many benches renewed, in 2029 compared with 2030?",
            (
                "We like parks. How many trees were planted in 2029 compared with 2030?",
                "how many benches renewed, in 2029 compared with 2030?",
            ),
        ),
        (
            "How many trees were planted in 2030, and how many benches?",
            ("How many trees were planted in 2030", "how many benches in 2030?"),
        ),
    ],
)
def test_each_question_stands_alone_with_the_year_said_before_it(asked: str, expected: tuple[str, ...]) -> None:
    assert parts(asked) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "2030年建成多少座凉亭和长椅？",
        "2030年种树花了多少钱？大概占了几成？",
        "2030年种树多少棵，2031年打算再种多少？",
        "种树目前多少棵，2031年要冲到多少？",
        "湖水浓度2030年是多少，2031年的目标又要压到多少？",
        "青岭2030年收了多少斤稻谷，2031年要求保住多少？",
        "种树的补贴是多少钱，原来是多少？",
        "2030年签了几个项目，要投多少钱？",
        "种了多少棵树？其中松树多少棵？",
        "2030年种树多少棵，为什么这么多？",
        "我问的是2030年的，种树多少棵？",
        "凉亭这块呢？2030年建了多少座",
        "How many trees were planted in 2030 and how many were cut?",
        "请问2030年种树多少棵？谢谢",
        "2030年种树多少 棵",
        "2030年第1、2、3季度种树多少棵",
        "2030年步道2.5公里和3.5公里的有几条",
        "2030年种树多少棵，同比增长多少？",
        "我和几个朋友想去看看，2030年种树多少棵？",
        "2030年种了多少棵树？其\u3000中松树多少棵？",
        "How many benches, in how many parks, did the town renew in 2030?",
    ],
)
def test_what_belongs_together_is_one_question(asked: str) -> None:
    assert parts(asked) == (asked,)


def test_a_place_holds_for_the_parts_behind_it_until_another_is_named() -> None:
    asked = "青岭2030年种树多少棵？凉亭建了多少座？白水的凉亭呢？"
    assert parts(asked, places_in) == (
        "青岭2030年种树多少棵？",
        "2030年青岭凉亭建了多少座？",
        "2030年白水的凉亭呢？",
    )


def test_a_place_at_the_end_of_an_english_text_is_that_of_all_its_parts() -> None:
    asked = "How many trees were planted, and how many benches were renewed in Qingling?"
    first, second = parts(asked, places_in)
    assert (first, second) == ("How many trees were planted in Qingling?", "how many benches were renewed in Qingling?")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("青岭和白水2030年种树多少棵", ("青岭2030年种树多少棵", "白水2030年种树多少棵")),
        ("2029年和2030年种树各多少棵", ("2029年种树多少棵", "2030年种树多少棵")),
        (
            "How many trees did Qingling and Baishui plant?",
            ("How many trees did Qingling plant?", "How many trees did Baishui plant?"),
        ),
        ("29、30两年种树多少棵", ()),
        ("22、24两年种树各多少棵", ("22年种树多少棵", "24年种树多少棵")),
        ("青岭比白水多种多少棵树", ()),
        ("青岭和白水哪个种树多", ()),
        ("青岭种树多少棵", ()),
    ],
)
def test_the_same_is_asked_of_each_place_or_year_unless_of_them_together(asked: str, expected: tuple[str, ...]) -> None:
    assert of_each(asked, places_in) == expected


def test_where_nothing_answers_them_together_what_is_asked_behind_how_many_is_another_question() -> None:
    asked = "凉亭建了几座，什么时候开放"
    assert parts(asked) == (asked,)
    assert parts(asked, of_any_kind=True) == ("凉亭建了几座", "什么时候开放")
    assert parts("凉亭归哪个局管，什么时候开放", of_any_kind=True) == ("凉亭归哪个局管", "什么时候开放")
    assert parts("凉亭建了几座，有没有写开放", of_any_kind=True) == ("凉亭建了几座，有没有写开放",)
    assert parts("凉亭建了几座，花多少钱", of_any_kind=True) == ("凉亭建了几座，花多少钱",)  # names no matter


def test_a_place_is_no_matter_of_a_piece() -> None:
    asked = "青岭2030年有多少户、多少人种了树？"
    assert parts(asked, places_in) == (asked,)
