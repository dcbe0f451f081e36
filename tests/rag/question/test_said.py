"""The lists of languages: what a language says is data, and one reader compiles it."""

import ast
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import index
import rag
from index.places.gazetteer import COUNTRY, gazetteer
from index.words.terms import fold
from rag.errors import WordListError
from rag.question.answer_form import expected
from rag.question.said import LANGUAGES, Said, languages, names, said, tables

CODE = Path(rag.__file__).parent
ASKED_BY_PART = {  # lists that code asks for by a name put together
    *(f"{group}.{form}" for group in ("forms", "given") for form in names("given")),
    *(f"acts.{act}" for act in ("add", "renew", "fit", "supply", "hold")),
    *(f"{group}.{name}" for group in ("reports", "papers") for name in names(group)),
}


def strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in lone:
            yield node.value


def asked_for() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    return {
        name for text in texts for name in re.findall(r"""said\(["']([a-z_]+\.[a-z_]+)["']\)""", text)
    } | ASKED_BY_PART


def held() -> list[tuple[str, str]]:
    return [(code, name) for code, language in languages().items() for name in language.lists]


@pytest.mark.parametrize(("code", "name"), held())
def test_each_list_says_what_it_is_for_and_is_written_as_text_is_compared(code: str, name: str) -> None:
    one = languages()[code].lists[name]
    assert one.purpose[0].isupper()
    assert [word for word in one.words if fold(word) != word] == []
    assert len(set(one.words)) == len(one.words)


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*/*.tsv")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_table_says_what_it_is_for(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("code", list(languages()))
def test_each_language_has_every_list_that_is_asked_for_or_says_why_not(code: str) -> None:
    language = languages()[code]
    assert {name for name in asked_for() if name not in language.lists and not language.lacks(name)} == set()


@pytest.mark.parametrize("code", list(languages()))
def test_no_list_is_declared_absent_that_is_there_or_that_nobody_asks_for(code: str) -> None:
    language = languages()[code]
    groups = {name.partition(".")[0] for name in asked_for()}
    declared = set(language.about.absent)
    assert declared & ({*language.lists} | {name.partition(".")[0] for name in language.lists}) == set()
    assert declared - asked_for() - groups == set()


def test_no_list_is_left_that_neither_code_nor_another_list_asks_for() -> None:
    named = {
        found
        for language in languages().values()
        for one in language.lists.values()
        for pattern in one.patterns
        for found in re.findall(r"\{([a-z_]+\.[a-z_]+)\}", pattern)
    }
    assert {name for _, name in held()} - asked_for() - named == set()


@pytest.mark.parametrize(("code", "name"), held())
def test_a_list_looks_through_a_long_text_in_a_time_that_grows_with_it(code: str, name: str) -> None:
    language = languages()[code]
    pattern, words = language.pattern(name), language.lists[name].words
    for piece in (
        "1",
        "1.",
        "“",
        "(",
        "a ",
        "罗湖2024年",
        *words[:1],
        *re.findall(r"[\u4e00-\u9fff]+", pattern.pattern)[:3],
    ):
        text = piece * (10_000 // len(piece))
        started = time.perf_counter()
        sum(1 for _ in pattern.finditer(text))
        assert time.perf_counter() - started < 1, (piece, "a square of 10,000 steps takes longer")


def test_no_expression_in_code_mixes_languages() -> None:
    mixed = {
        (path.name, text)
        for path in CODE.rglob("*.py")
        if path.parent.name
        != "personal"  # a phone number is marked beside 电话 and beside tel, whatever language is typed
        for text in strings(path)
        if re.search(r"[\u4e00-\u9fff]", text) and re.search(r"\\b|\(\?[:!=<]|\|", text)
        if re.search("[a-z]{3,}", re.sub(r"\(\?P<[a-z_]+>", "", text))
    }
    assert mixed == set()


def test_no_place_stands_in_code_or_in_the_words_of_a_language() -> None:
    regions = [region for region in gazetteer().regions.values() if region.code != COUNTRY and not region.is_foreign]
    places = {name for region in regions for name in (region.short, *region.english) if name}
    written = re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else name for name in sorted(places)))
    lists = (text for one in languages().values() for of in one.lists.values() for text in (*of.words, *of.patterns))
    assert [text for text in lists if written.search(re.sub(r"\[[^\]]*\]", "", text))] == []
    ours = re.compile("罗湖|羅湖|深圳|shenzhen|luohu's")
    code = [*CODE.rglob("*.py"), *Path(index.__file__).parent.rglob("*.py")]
    assert [text for path in code for text in strings(path) if ours.search(text)] == []


def test_a_language_is_added_by_a_folder(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES, tmp_path / "lang")
    folder = tmp_path / "lang" / "pt"
    folder.mkdir()
    (folder / "language.toml").write_text('name = "Portuguese"\nwords_apart = true\n', encoding="utf-8")
    (folder / "asks.toml").write_text(
        """
        [who]
        for = "Asks for a person"
        words = ["quem"]
        [responsible]
        for = "Asks which department is responsible"
        patterns = ['{asks.who} (?:cuida|trata) d[aeo]']
        """,
        encoding="utf-8",
    )
    responsible = Said("asks.responsible", tmp_path / "lang")
    assert responsible.found("quem cuida do parque?")
    assert responsible.found("公园归谁管")
    assert not responsible.found("alquem cuida do parque")  # whole words only
    assert not said("asks.responsible").found("quem cuida do parque?")


def test_a_language_that_adds_to_another_may_name_its_lists() -> None:
    assert said("forms.person").found("边位系区长")
    assert [found[1] for found in said("forms.counted").finditer("起咗几多间")] == ["间"]


def test_what_is_said_first_is_found_in_whichever_language() -> None:
    found = said("asks.amounts").search("how many 学位，多少家")
    assert found
    assert found[0] == "how many"
    assert said("asks.amounts").count("how many 学位，多少家") == 2
    assert said("asks.amounts").sub("N", "how many 学位，多少家") == "N 学位，N家"


def test_a_word_of_cantonese_goes_before_the_chinese_one_that_begins_it() -> None:
    assert said("wording.function_words").sub(" ", "几多学位") == " 学位"


def test_tables_are_read_in_each_language() -> None:
    (cantonese,) = tables("written")
    assert cantonese["边个"] == ("哪个",)
    assert len(tables("official")) == 2


def test_the_forms_of_an_answer_are_looked_for_in_the_order_of_the_file() -> None:
    assert [form.name for form in expected("什么时候开业，多少钱").forms] == ["money", "time"]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("asks.toml", "[who", "cannot read"),
        ("asks.toml", "[who]\nwords = ['quem']", "for"),
        ("asks.toml", "[who]\nfor = 'Asks'\nword = ['quem']", "word"),
        ("asks.toml", "[who]\nfor = 'Asks'", "neither words nor patterns"),
        ("asks.toml", "[who]\nfor = 'Asks'\npatterns = ['(']", "no regular expression"),
        ("asks.toml", "[who]\nfor = 'Asks'\npatterns = ['{asks.whom}']", "asks.whom"),
        ("times.toml", "[who]\nfor = 'Asks'\nwords = ['quem']", "no language"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, file: str, text: str, message: str) -> None:
    folder = tmp_path / "pt"
    folder.mkdir()
    (folder / "language.toml").write_text('name = "Portuguese"', encoding="utf-8")
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(WordListError, match=message):
        Said("asks.who", tmp_path).found("quem")
