"""What an asker remarks behind a question is left out of what is asked."""

import pytest

from rag.answer.remarks import without_remarks
from tests.rag.asked import understood, unit, weights

TOLD = unit("新增学位3200个。", years=(2023,))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("新增学位5000个吧,我家孩子明年读书", "新增学位5000个吧,"),
        ("新增学位5000个吧,都在哪里", "新增学位5000个吧,都在哪里"),
        ("新增学位5000个吧,公办的", "新增学位5000个吧,公办的"),
        ("前海那边呢,新增学位5000个吧", "前海那边呢,新增学位5000个吧"),
    ],
)
def test_a_clause_that_asks_nothing_and_of_which_no_quote_has_a_word_is_left_out(asked: str, kept: str) -> None:
    question, left = without_remarks(understood(asked), [TOLD], weights(asked))
    assert question.asked == kept
    assert left == weights(kept)
