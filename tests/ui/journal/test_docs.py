from pathlib import Path

import pytest

from index.config import ROOT
from ui.config import UiSettings
from ui.journal.__main__ import _parser

README = Path(ROOT / "ui" / "journal" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["journal_url", "journal_days", "journal_wait_seconds", "inbox"])
def test_every_setting_of_the_journal_is_documented(name: str) -> None:
    assert name in UiSettings.model_fields
    assert f"`ui.{name}`" in README


def test_every_command_is_documented() -> None:
    (commands,) = (action.choices for action in _parser()._subparsers._group_actions)  # type: ignore[union-attr]
    assert commands
    for name in commands:
        assert f"ui.journal {name}" in README
