"""What a statement tells by its own words: what was, what is to be, both, or nothing."""

import pytest

from index.read.telling import Told, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渡轮码头已于上月底启用。", Told.PAST),
        ("三个月来发生了四十场集会，导致九十人受伤。", Told.PAST),
        ("今年上半年经济按年增长百分之二。", Told.PAST),
        ("我上任后曾到过五所中学。", Told.PAST),
        ("但目前平均轮候时间长达六年。", Told.PAST),
        ("条例已获立法会通过。", Told.PAST),  # no will in the name of a body
        ("已将名额增加至八百个。", Told.PAST),  # nor in 将 before a noun
        ("政府会增建五座灯塔。", Told.TO_COME),
        ("协会明年会再度举办。", Told.TO_COME),
        ("预计惠及三千人。", Told.TO_COME),
        ("已计划在南岛再建一座。", Told.TO_COME),
        ("去年推行的计划，将扩展至外岛。", Told.TO_COME),  # the time only describes a noun
        ("考虑了各方意见，政府会再发放一次。", Told.TO_COME),
        ("与去年一样，每人会获发三千元。", Told.TO_COME),
        ("已接触两百间企业，预计提供一万个职位。", Told.BOTH),
        ("灯塔高三十米。", Told.NOTHING),
        ("为了解民情，设热线一条。", Told.NOTHING),
    ],
)
def test_a_statement_tells_by_its_words_what_was_or_is_to_be(text: str, expected: Told) -> None:
    assert told(text) is expected
