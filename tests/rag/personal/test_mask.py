import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.config import ROOT, IndexSettings
from rag.personal.checksums import is_hong_kong_id, is_identity_number, passes_luhn
from rag.personal.mask import mask
from tests.growth import MOST_TIMES_THE_WORK, times_the_work

_SEPARATORS = st.sampled_from(["", " ", "-", "\u3000", "－", "\u00a0", "\u200b", "."])
_AROUND = st.sampled_from(["", "我", "，", " ", "电话：", "。", "(", "呢？", "\n", "号码是"])


def _check_digit(body: str, holds: object, digits: str = "0123456789X") -> str:
    return body + next(digit for digit in digits if holds(body + digit))  # type: ignore[operator]


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["440303", "110105", "810000", "650102", "330106"]))
    born = draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
    return _check_digit(f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03}", is_identity_number)


@st.composite
def old_identity_numbers(draw: st.DrawFn) -> str:
    return f"440303{draw(st.dates(date(1930, 1, 1), date(1999, 1, 1))):%y%m%d}{draw(st.integers(0, 999)):03}"


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    digits = f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 10**9 - 1)):09}"
    by = draw(_SEPARATORS)
    prefix = draw(st.sampled_from(["", "+86", "+86 ", "86-", "0086", "(+86) "]))
    return prefix + by.join((digits[:3], digits[3:7], digits[7:]))


@st.composite
def cards(draw: st.DrawFn) -> str:
    n = draw(st.integers(13, 19))
    body = draw(st.sampled_from(["62", "4", "55", "9558", "37"])).ljust(n - 1, "7")
    digits = draw(st.integers(10 ** (n - 6) + 1234, 10 ** (n - 5) - 1))
    number = _check_digit((body[:4] + str(digits))[: n - 1], passes_luhn, "0123456789")
    if n in (16, 19) and draw(st.booleans()):
        by = draw(st.sampled_from([" ", "-"]))
        return by.join(number[at : at + 4] for at in range(0, n, 4))
    return number


@st.composite
def plates(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from("粤京沪桂湘")) + draw(st.sampled_from("ABDFZb"))
    tail = draw(st.sampled_from(["12345", "1A234", "D12345", "F12345", "12345D", "1234学", "8888港"]))
    return head + draw(st.sampled_from(["", "·", " ", "-", "."])) + tail


@st.composite
def emails(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["a", "zhang.san", "li_4", "138"]))
    return (
        f"{name}{draw(st.sampled_from(['@', '＠', ' @ ']))}{draw(st.sampled_from(['qq.com', 'sz.gov.cn', 'a-b.hk']))}"
    )


@st.composite
def papers(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        body = f"{draw(st.sampled_from(['A', 'K', 'WX']))}{draw(st.integers(0, 999_999)):06}"
        number = _check_digit(body, is_hong_kong_id, "0123456789A")
        return f"{number[:-1]}({number[-1]})" if draw(st.booleans()) else number
    return f"{draw(st.sampled_from('EGCHM'))}{draw(st.integers(30_000_000, 99_999_999))}"


PERSONAL = st.one_of(identity_numbers(), old_identity_numbers(), mobiles(), cards(), plates(), emails(), papers())


@given(before=_AROUND, number=PERSONAL, after=_AROUND)
def test_whatever_is_personal_leaves_nothing_but_a_mark(before: str, number: str, after: str) -> None:
    masked = mask(before + number + after)
    assert re.search(r"\[(身份证号|手机号|电话号|银行卡号|车牌号|邮箱|证件号)\]", masked), masked
    assert not re.search(r"\d", masked), masked
    assert masked.startswith(before.rstrip(" (") or "")


@given(st.text(alphabet="0123456789 -.X年元@ab(粤B)[]，１２", max_size=60))
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(first=PERSONAL, second=PERSONAL)
def test_two_numbers_in_one_question_are_both_masked(first: str, second: str) -> None:
    assert not re.search(r"\d", mask(f"{first}，{second}"))


@given(number=identity_numbers())
def test_an_identity_number_in_groups_needs_its_check_digit(number: str) -> None:
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    grouped = " ".join((number[:6], number[6:14], number[14:]))
    assert mask(grouped) == "[身份证号]"
    assert mask(" ".join((wrong[:6], wrong[6:14], wrong[14:]))) != "[身份证号]"
    assert mask(wrong) == "[身份证号]"  # in one piece a slip of the finger makes it no less personal


@given(number=cards())
def test_a_card_needs_its_check_digit(number: str) -> None:
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "[银行卡号]" not in mask(wrong)


FIGURES = st.one_of(
    st.integers(0, 10**12).map(lambda n: f"{n:,}元"),
    st.integers(0, 10**13).map(lambda n: f"{n}元"),
    st.integers(1, 99_999).map(lambda n: f"{n}个"),
    st.integers(1, 9999).map(lambda n: f"{n}亿元"),
    st.floats(0, 100).map(lambda x: f"{x:.2f}%"),
    st.integers(1949, 2100).map(lambda year: f"{year}年"),
    st.integers(1, 99).map(lambda n: f"罗府办〔2025〕{n}号"),
    st.dates(date(1949, 1, 1), date(2100, 1, 1)).map(str),
    st.dates(date(1949, 1, 1), date(2100, 1, 1)).map(lambda day: f"{day:%Y%m%d}"),
    st.datetimes().map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}"),
)


@given(figures=st.lists(FIGURES, min_size=1, max_size=5), between=st.sampled_from(["，", "、", "和", " ", "；"]))
def test_figures_dates_and_document_numbers_are_never_masked(figures: list[str], between: str) -> None:
    text = between.join(figures)
    assert mask(text) == text


@given(st.lists(st.integers(1949, 2100), min_size=1, max_size=6), st.sampled_from([" ", "-", "、", " - ", "至"]))
def test_years_in_a_row_are_never_masked(years: list[int], between: str) -> None:
    text = between.join(map(str, years))
    assert mask(text) == text


@pytest.mark.parametrize("name", sorted(path.name for path in IndexSettings().seeds_dir.glob("*.txt")))
def test_no_character_of_a_document_is_masked(name: str) -> None:
    with (IndexSettings().seeds_dir / name).open(encoding="utf-8", newline="") as file:
        for line in file:
            assert mask(line) == line


@pytest.mark.parametrize("part", ["dev", "test", "others/dev", "others/test"])
def test_no_question_of_the_evaluation_is_masked(part: str) -> None:
    for line in Path(ROOT / "eval" / "cases" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        for question in (case["question"], *case["history"]):
            assert mask(question) == question


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我的电话138-0013-8000，2025年新增学位10155个", "我的电话[手机号]，2025年新增学位10155个"),
        ("2025 13800138000 2024", "2025 [手机号] 2024"),
        ("tel13800138000", "tel[手机号]"),
        ("１３８００１３８０００", "[手机号]"),
        ("投资16300000000元", "投资16300000000元"),
        ("1，13800138000", "1，[手机号]"),
        ("1.13800138000 2.13900139000", "1.[手机号] 2.[手机号]"),
        ("+852 9123 4567", "[电话号]"),
        ("粤公网安备 44030402000917号", "粤公网安备 44030402000917号"),
        ("护照号E20250101", "护照号[证件号]"),
        ("批次E20250101", "批次E20250101"),
        ("passport no. 123456789", "passport no. [证件号]"),
        ("车牌粤BD12345挡路", "车牌[车牌号]挡路"),
        ("粤B2025年上牌多少", "粤B2025年上牌多少"),
        ("“1+7”和12345热线", "“1+7”和12345热线"),
        ("给zhang.san@sz.gov.cn回信", "给[邮箱]回信"),
        ("A123456(3)", "[证件号]"),
        ("A123456(4)", "A123456(4)"),
        ("港澳通行证C45678901，台胞证01234567", "港澳通行证[证件号]，台胞证[证件号]"),
        ("家里座机82341234，微信kk_666888，QQ66778899", "家里座机[电话号]，微信[微信号]，QQ[QQ号]"),
        ("社保号612345678", "社保号[账号]"),
        ("粤BD12345", "[车牌号]"),
        ("一三八零零零零一一一一", "[手机号]"),
        ("我叫王小明，住文锦中路1008号3栋1502", "我叫[姓名]，住文锦中路[门牌号]"),
        ("我是罗湖居民，文锦中路几时修好", "我是罗湖居民，文锦中路几时修好"),
        ("客流13812345678人次，投资13812345678元", "客流13812345678人次，投资13812345678元"),
        ("電話１３8\u200b0013\U000e00418000", "電話[手机号]"),
        ("", ""),
    ],
)
def test_examples(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "piece",
    [
        *[
            "1",
            "a",
            "1-",
            "a.",
            "2020",
            "13800138000 ",
            "a@",
            "passport ",
            "我叫",
            "姓名王",
            "微信",
            "加a",
            "QQ",
            "电话",
            "路1号",
        ],
        *[
            "1栋",
            "Flat 1, ",
            "幺",
            "一",
            "A1",
            "22.1234 ",
            "22.12345",
            "1:",
            "0755",
            "(0",
            "香港电话",
            "住路",
            "\u200b",
        ],
        *["My name is Aa ", "1年", "2020年1月", "+1 ", "1/", "粤B1", " ", "身份证号码是"],
    ],
)
def test_a_long_text_takes_no_more_than_its_length_to_mask(piece: str) -> None:
    assert times_the_work(mask, piece, chars=2000) < MOST_TIMES_THE_WORK


@pytest.mark.parametrize("text", ["..wang@a.cn", "a@b@wang.cn", "a@b.c_wang@e.cn", "-a@b.cn.", "我wang@b.cn"])
def test_an_address_is_found_wherever_it_begins(text: str) -> None:
    assert "@" not in mask(text).removeprefix("a@")
