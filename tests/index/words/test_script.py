"""Scripts."""

from index.words.script import simplify, traditional


def test_simplify_changes_the_script_only() -> None:
    assert simplify("羅湖 GDP，１２") == "罗湖 GDP，１２"


def test_simplify_knows_the_variants_that_hong_kong_writes() -> None:
    assert simplify("衞生、化粧、一綫") == "卫生、化妆、一线"


def test_traditional_writes_as_hong_kong_does() -> None:

    assert traditional("为什么") == "為什麼"
