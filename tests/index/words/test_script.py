"""Scripts."""

from index.words.script import simplify, traditional


def test_simplify_changes_the_script_only() -> None:
    assert simplify("羅湖 GDP，１２") == "罗湖 GDP，１２"


def test_simplify_knows_the_variants_that_hong_kong_writes() -> None:
    assert simplify("那裏一綫羣體") == "那里一线群体"


def test_traditional_writes_as_hong_kong_does() -> None:

    assert traditional("为什么") == "為什麼"
