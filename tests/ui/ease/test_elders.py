"""What holds for a narrow window holds in 长者模式."""

from pathlib import Path

import pytest

import ui.ease.elders
from ui.citizen.style import style
from ui.ease.elders import for_elders

ASSETS = Path(ui.ease.elders.__file__).parents[1] / "assets"


@pytest.mark.parametrize(
    ("css", "made"),
    [
        ("@media (max-width: 860px) { a { top: 0 } }", ":root.elder a{ top: 0 }"),
        ("@media (max-width: 860px) { a, b:is(c, d) { top: 0 } }", ":root.elder a,:root.elder b:is(c, d){ top: 0 }"),
        ("@media (max-width: 860px) { :root.large a { top: 0 } }", ":root.elder.large a{ top: 0 }"),
        ("a { top: 0 } @media (max-width: 480px) { b { top: 0 } }", ""),
        ("@media (max-width: 860px) { /* } */ a { top: 0 } } b { top: 0 }", ":root.elder a{ top: 0 }"),
    ],
)
def test_the_rules_of_narrow_windows_alone_are_taken(css: str, made: str) -> None:
    assert for_elders(css) == f"@media screen {{{made}}}"


def test_every_rule_of_the_citizens_page_for_narrow_windows_is_taken() -> None:
    css = "".join(
        (ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in ("style", "talk", "source", "answer")
    )
    blocks = css.split("@media (max-width: 860px) {")[1:]
    n_rules = sum(block.split("\n}")[0].count("{") for block in blocks)
    assert n_rules > 40
    assert for_elders(css).count("{") == n_rules + 1
    assert ":root.elder #columns{ display: block" in style()
