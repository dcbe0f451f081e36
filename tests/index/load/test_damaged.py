"""Whatever is damaged of a file, it is read or one sentence says that it cannot be."""

import random

import pytest

from eval.bench.forms import FORMS
from index.errors import ReadError
from tests.index.load.reading import read

TEXT = "盐田区2024年工作报告\n一、港口\n全年完成港口吞吐量1300万吨，增长5.2%，新建码头3座，投资2亿元。\n" * 3


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(25))
def test_a_damaged_file_is_read_or_refused_in_one_sentence(form: str, number: int) -> None:
    drawn = random.Random(f"{form} {number}")
    content = bytearray(FORMS[form](TEXT))
    for _ in range(drawn.randint(1, 6)):
        at = drawn.randrange(len(content))
        content[at : at + drawn.randint(0, 8)] = drawn.randbytes(drawn.randint(0, 8))
    sentences: list[str] = []
    try:
        read(bytes(content), f"a.{form}")
    except ReadError as error:
        sentences.append(str(error))
    assert all(each.startswith(f"a.{form}") and "\n" not in each for each in sentences)
