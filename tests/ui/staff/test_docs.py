from pathlib import Path

import pytest

from index.config import ROOT
from ui.config import UiSettings
from ui.staff.__main__ import _parser

README = Path(ROOT / "ui" / "staff" / "README.md").read_text(encoding="utf-8")
SETTINGS = [name for name in UiSettings.model_fields if name.startswith(("staff_", "session_"))]


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_of_the_staff_area_is_documented(name: str) -> None:
    assert f"`ui.{name}`" in README


def test_every_command_is_documented() -> None:
    (commands,) = (action.choices for action in _parser()._subparsers._group_actions)  # type: ignore[union-attr]
    assert commands
    for name in commands:
        assert f"ui.staff {name}" in README
