"""Settings that a README names are settings."""

import re

import pytest

from index.config import ROOT, IndexSettings
from rag.config import RagSettings
from ui.config import UiSettings

NAMED = re.compile(r"`(index|rag|ui)\.([a-z]\w*(?:\.\w+)*)`")
TABLES = {settings.table: set(settings.model_fields) for settings in (IndexSettings, RagSettings, UiSettings)}


@pytest.mark.parametrize("name", ["README.md", "deploy/README.md"])
def test_a_setting_that_is_named_is_one(name: str) -> None:
    named = NAMED.findall((ROOT / name).read_text(encoding="utf-8"))
    assert named
    assert [f"{table}.{field}" for table, field in named if field not in TABLES[table]] == []
