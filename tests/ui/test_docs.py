"""The READMEs of the journal and of the staff area name every setting and command."""

from argparse import ArgumentParser

import pytest

from index.config import ROOT
from ui.config import UiSettings
from ui.journal.__main__ import _parser as journal_parser
from ui.staff.__main__ import _parser as staff_parser

OF_JOURNAL = ("journal_url", "journal_days", "journal_wait_seconds", "journal_queue", "inbox")
OF_STAFF = tuple(name for name in UiSettings.model_fields if name.startswith(("staff_", "session_")))


@pytest.mark.parametrize(
    ("room", "name"), [("journal", name) for name in OF_JOURNAL] + [("staff", name) for name in OF_STAFF]
)
def test_every_setting_is_documented(room: str, name: str) -> None:
    assert name in UiSettings.model_fields
    assert f"`ui.{name}`" in _readme(room)


@pytest.mark.parametrize(("room", "parser"), [("journal", journal_parser()), ("staff", staff_parser())])
def test_every_command_is_documented(room: str, parser: ArgumentParser) -> None:
    (commands,) = (action.choices for action in parser._subparsers._group_actions)  # type: ignore[union-attr]
    assert commands
    for name in commands:
        assert f"ui.{room} {name}" in _readme(room)


def _readme(room: str) -> str:
    return (ROOT / "ui" / room / "README.md").read_text(encoding="utf-8")
