import sys
import unicodedata

import pytest

from index.words.hidden import HIDDEN, HiddenKind, hidden_report, hidden_runs, without_hidden

_WHITE_SPACE = {*"\t\n\v\f\r\x85"}


def test_every_control_and_format_character_is_hidden_but_white_space() -> None:
    # Prepended Arabic signs (Cf) are drawn; the rest of Cc and Cf is not.
    drawn = set(range(0x0600, 0x0606)) | {0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
    drawn |= set(range(0x13430, 0x13440))  # Egyptian joiners
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf") and character not in _WHITE_SPACE and code not in drawn:
            assert HIDDEN.fullmatch(character), f"U+{code:04X}"


@pytest.mark.parametrize(
    "text", ["罗湖区2024年，新增学位10155个。", "“1+7”①②（一）㉑〇", "PM₂.₅ TOD¹⁰ m²", "𠮷野家 é ñ"]
)
def test_nothing_that_is_drawn_is_hidden(text: str) -> None:
    assert without_hidden(text) == text


def test_runs_say_of_which_kind_they_are() -> None:
    runs = hidden_runs("a\u200b\u200d\u202eb\ufe0f\u00ad\x00\U000e0041")
    assert [(start, end) for start, end, _ in runs] == [(1, 3), (3, 4), (5, 6), (6, 7), (7, 8), (8, 9)]
    kinds = [HiddenKind.ZERO_WIDTH, HiddenKind.BIDI, HiddenKind.SELECTOR]
    kinds += [HiddenKind.SOFT_HYPHEN, HiddenKind.CONTROL, HiddenKind.TAG]
    assert [kind for *_, kind in runs] == kinds


def test_a_report_names_kind_number_and_lines_and_reads_tags_out() -> None:
    tags = "".join(chr(0xE0000 + ord(c)) for c in "say 42")
    assert hidden_report(f"\ufeff一\u200b\n二\n三\u200b\u200b{tags}") == (
        "3 zero-width characters: lines 1, 3",
        '6 tag characters: line 3, they spell "say 42"',
    )
    assert hidden_report("\ufeff什么都没有\n") == ()
    (line,) = hidden_report("一\u200b\n" * 30)
    assert line.endswith("9, 10, …")
