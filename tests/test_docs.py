"""What README and the pages in docs/ name is there: settings, fields, commands, files, links."""

import argparse
import importlib
import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from eval.config import EvalSettings
from index.config import ROOT, IndexSettings, Settings
from index.records import Status
from rag.config import LlmSettings, RagSettings, RerankSettings
from rag.contract import (
    AnswerRecord,
    CellRecord,
    CitationRecord,
    ComputedRecord,
    KeyRecord,
    MeantRecord,
    OperandRecord,
    PageRecord,
    ParagraphRecord,
    PassageRecord,
    QuestionRecord,
    RowRecord,
    SecondsRecord,
)
from rag.records import REPLY, ChosenBy, Language, Reason
from ui.config import UiSettings

README = ROOT / "README.md"
FOLDERS = ("docs", "index", "rag", "ui", "eval", "seeds", "deploy")
PAGES = (README, ROOT / "CHANGELOG.md", *(page for name in FOLDERS for page in sorted((ROOT / name).rglob("*.md"))))
TABLES: tuple[type[Settings], ...] = (IndexSettings, RagSettings, RerankSettings, LlmSettings, UiSettings, EvalSettings)
SETTINGS = {f"{table.table}.{name}": field for table in TABLES for name, field in table.model_fields.items()}
RECORDS: dict[str, type[BaseModel]] = {
    "A question": QuestionRecord,
    "An answer": AnswerRecord,
    "A citation": CitationRecord,
    "A place on a page": PageRecord,
    "A place in a paragraph": ParagraphRecord,
    "A place in a table": CellRecord,
    "A figure in front": KeyRecord,
    "What was understood": MeantRecord,
    "A computed figure": ComputedRecord,
    "An operand": OperandRecord,
    "A row of the table": RowRecord,
    "A passage": PassageRecord,
    "Seconds": SecondsRecord,
}
COMMANDS = ("index", "rag", "ui", "ui.staff", "ui.journal", "eval", "eval.bench")  # those that show their parser
NOT_HELD = ("var/", "index/artifacts", "../")  # made by running, or outside of the project

_CODE = re.compile(r"`([^`\n]+)`")
_COMMAND = re.compile(r"python\s+-m\s+([\w.]+)([^`#\n]*)")
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_FILE = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OPTION = re.compile(r"--[a-z][a-z-]+")
_NAMED_SETTING = re.compile(r"(?:index|rag|rerank|ui|eval)\.\w+(?:\.\w+)*")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def first_cells(text: str) -> dict[str, str]:
    """The names in the first cells of tables, each with its second cell."""
    cells = [[cell.strip() for cell in line.split("|")[1:3]] for line in text.splitlines() if line.startswith("| `")]
    return {name: second for first, second in cells for name in _CODE.findall(first)}


def shown(field: FieldInfo) -> str:
    """A default as a table shows it."""
    value = field.get_default(call_default_factory=True)
    plain = value.get_secret_value() if isinstance(value, SecretStr) else value
    if plain is None:
        return "none"
    if plain in ("", {}, ()):
        return "empty"
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, int | float):
        return f"{plain:g}" if isinstance(plain, float) else str(plain)
    cache_home = IndexSettings.model_fields["cache_dir"].default.parent
    return f"`{str(plain).replace(f'{ROOT}/', '').replace(str(cache_home), '~/.cache')}`"


# Settings


def test_every_setting_is_documented_and_no_other() -> None:
    assert first_cells(text_of(ROOT / "docs" / "settings.md")).keys() == SETTINGS.keys()


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_documented_with_its_default(name: str) -> None:
    assert first_cells(text_of(ROOT / "docs" / "settings.md"))[name] == shown(SETTINGS[name])


@pytest.mark.parametrize("page", PAGES[:1] + PAGES[2:], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_dotted_name_is_a_setting(page: Path) -> None:
    # Modules are named by their paths. The changelog tells of what is gone.
    for name in filter(_NAMED_SETTING.fullmatch, _CODE.findall(text_of(page))):
        assert name in SETTINGS, name


# The JSON contract


@pytest.mark.parametrize("heading", RECORDS)
def test_every_field_of_a_record_is_documented_and_no_other(heading: str) -> None:
    _, _, rest = text_of(ROOT / "docs" / "contract.md").partition(f"\n## {heading}\n")
    section = rest.partition("\n## ")[0]
    assert first_cells(section).keys() == RECORDS[heading].model_fields.keys()


@pytest.mark.parametrize("enum", [Reason, Language, ChosenBy, Status], ids=lambda enum: enum.__name__)
def test_every_value_of_a_field_is_documented(enum: type[StrEnum]) -> None:
    named = set(_CODE.findall(text_of(ROOT / "docs" / "contract.md")))
    assert {*enum, REPLY} <= named


# Commands


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


@cache
def parsers_of(module: str) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = importlib.import_module(f"{module}.__main__")._parser()
    chosen = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return parser, dict(chosen[0]) if chosen else {}


def said_commands(page: Path) -> list[tuple[str, str]]:
    return _COMMAND.findall(text_of(page).replace("\\\n", " "))


@pages
def test_every_command_is_there_with_its_options(page: Path) -> None:
    for module, rest in said_commands(page):
        place = ROOT / module.replace(".", "/")
        assert (place / "__main__.py").is_file() or place.with_suffix(".py").is_file() or module == "pip", module
        if module not in COMMANDS:
            continue
        parser, commands = parsers_of(module)
        allowed = options_of(parser)
        words = [word for word in rest.split() if re.fullmatch(r"[a-z]+(\|[a-z]+)*", word)]
        for command in words[0].split("|") if commands and words else ():
            assert command in commands, f"{module} {command}"
            allowed |= options_of(commands[command])
        assert set(_OPTION.findall(rest)) <= allowed, f"{module} {rest}"


def test_the_options_of_the_load_test_are_there() -> None:
    source = text_of(ROOT / "tests" / "load" / "__main__.py")
    said = [rest for page in PAGES for module, rest in said_commands(page) if module == "tests.load"]
    assert said
    assert all(f'"{option}"' in source for rest in said for option in _OPTION.findall(rest))


@pytest.mark.parametrize("module", ["index", "rag", "ui"])
def test_every_command_and_option_is_described(module: str) -> None:
    everything = "\n".join(map(text_of, PAGES))
    parser, commands = parsers_of(module)
    options = options_of(parser).union(*map(options_of, commands.values())) - {"--help"}
    for command in commands:
        assert f"python -m {module} {command}" in everything
    for option in options:
        assert re.search(rf"{option}\b", everything), f"{module} {option}"


@pages
def test_every_target_of_make_is_there(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.M))
    fenced = "\n".join(_FENCE.findall(text_of(page)))
    said = {*re.findall(r"`make (\w+)", text_of(page)), *re.findall(r"^make (\w+)", fenced, re.M)}
    assert said <= targets


def test_the_readme_names_the_two_commands() -> None:
    assert {"make serve", "make test"} <= {line.split("#")[0].strip() for line in text_of(README).splitlines()}


# Files and links


@pages
def test_every_path_is_there(page: Path) -> None:
    for name in filter(_FILE.fullmatch, _CODE.findall(_FENCE.sub("", text_of(page)))):
        is_path = "/" in name or Path(name).suffix in {".md", ".py", ".toml", ".yaml"}
        if is_path and not name.startswith(NOT_HELD):
            assert (ROOT / name).exists() or (page.parent / name).exists(), name


def anchors_of(page: Path) -> set[str]:
    """What GitHub calls the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(page)), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(text_of(page)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors_of(file), target


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / target).resolve() for target in _LINK.findall(text_of(README))}
    below = {ROOT / "ui" / "staff" / "README.md", ROOT / "ui" / "journal" / "README.md"}  # from docs/operations.md
    assert set(PAGES) - linked - {README} == below
