from hypothesis import given
from hypothesis import strategies as st

from ui.staff.sentences import Line, lines_of


def test_evidence_stands_beside_the_last_line_that_names_it() -> None:
    first, second, third = lines_of("10155个[1]、240张[2]\n新增学位10155个。[1]\n新增床位240张。[2]", (1, 2))
    assert first == Line(parts=("10155个", 1, "、240张", 2), evidence=())
    assert first.named == (1, 2)
    assert (second.evidence, third.evidence) == ((1,), (2,))


def test_brackets_of_the_source_stay_text() -> None:
    (line,) = lines_of("罗府办〔2025〕1号[7]，见[1]", (1,))
    assert line.parts == ("罗府办〔2025〕1号[7]，见", 1)


def test_evidence_that_no_line_names_stands_beside_the_last() -> None:
    assert [line.evidence for line in lines_of("甲\n乙", (1,))] == [(), (1,)]


def test_an_answer_without_text_still_shows_its_evidence() -> None:
    assert lines_of(" \n", (1,)) == (Line(parts=(), evidence=(1,)),)


@given(st.text(alphabet="甲[]12\n "), st.sets(st.integers(1, 3)))
def test_every_citation_is_evidence_once_and_no_character_is_lost(text: str, numbers: set[int]) -> None:
    lines = lines_of(text, numbers)
    assert sorted(number for line in lines for number in line.evidence) == sorted(numbers)
    shown = ["".join(f"[{part}]" if isinstance(part, int) else part for part in line.parts) for line in lines]
    assert [line for line in shown if line] == [line.strip() for line in text.splitlines() if line.strip()]
