import pytest

from rag.question.answer_form import expected


@pytest.mark.parametrize(
    ("asked", "fits", "does_not_fit"),
    [
        ("花了多少钱", "投入1.3亿元", "建成14家长者饭堂"),
        ("月租每平方米收多少钱", "租金30元", "供应2683套"),
        ("增速目标是多少", "增长8.5%", "投资410亿元"),
        ("失业率是多少", "控制在5.5%以内", "提供岗位7.4万个"),
        ("什么时候开业", "2025年3月开业", "新增4家以上"),
        ("前后用了几天", "用7天时间", "完成7项改造"),
        ("建了多少公里", "新建20.1公里", "新建20个"),
        ("筹集了多少套", "筹集5601套", "筹集资金5601元"),
        ("办公室电话多少", "电话0755-25666666", "办公室28个"),
        ("how much did it cost", "投入1.3亿元", "建成14家"),
    ],
)
def test_an_answer_must_have_the_form_that_is_asked(asked: str, fits: str, does_not_fit: str) -> None:
    assert expected(asked).fit(fits) == 1.0
    assert expected(asked).fit(does_not_fit) < 1.0


def test_measure_words_that_stand_for_each_other_fit() -> None:
    assert expected("接了多少单").fit("受理诉求15万宗") == 1.0
    assert expected("有多少个医生").fit("全科医生6.1名") == 1.0


def test_nothing_expected_is_always_met() -> None:
    assert expected("打造成什么样的口岸").fit("跨境商务精品口岸") == 1.0


def test_two_forms_count_by_half() -> None:
    assert expected("建了多少公里，花了多少钱").fit("新建6公里") == 0.5
