"""What people read stands in ui/text."""

import re
from pathlib import Path

import pytest

import ui

FOLDER = Path(ui.__file__).parent
# The journal draws nothing: it holds patterns of what is masked, and made-up entries for its benchmark.
WITHOUT_A_PAGE = {FOLDER / "text", FOLDER / "journal"}
SOURCES = [
    path
    for path in FOLDER.rglob("*")
    if path.suffix in {".py", ".js", ".css", ".svg", ".html"} and not WITHOUT_A_PAGE & set(path.parents)
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_words_people_see_stand_outside_ui_text(path: Path) -> None:
    code = re.sub(r'(#|//|""").*', "", path.read_text(encoding="utf-8"))
    assert re.findall(r"[\u4e00-\u9fff]+", code) == []
