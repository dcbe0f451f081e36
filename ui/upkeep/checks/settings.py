"""The settings: known, within their bounds, readable."""

import os
import re
import shlex
from collections.abc import Iterator

from index.config import CONFIG_VARIABLE, IndexSettings, Settings
from index.errors import SettingsError
from rag.config import LlmSettings, RagSettings, RerankSettings
from ui.config import UiSettings
from ui.upkeep.check import Check, ok, wrong

_TABLES: tuple[type[Settings], ...] = (IndexSettings, RagSettings, RerankSettings, LlmSettings, UiSettings)
_UNKNOWN = re.compile(r"unknown setting (LUOHU_\w+) in the environment")
_NAMED = re.compile(r"setting '([\w.]+)' in \[(\w+)\]")
_FIELD = re.compile(r'field "(\w+)"')


def check_settings() -> Iterator[Check]:
    """Yield a check for each table of settings that this program reads."""
    for table in _TABLES:
        name = f"settings [{table.table}]"
        try:
            table.load()
        except SettingsError as error:
            yield wrong(name, str(error), _remedy(str(error), table))
        else:
            file = os.environ.get(CONFIG_VARIABLE)
            yield ok(name, f"from {file} and the environment" if file else "from the environment")


def _remedy(said: str, table: type[Settings]) -> str:
    """Return the command that takes a wrong setting away, so that its default holds."""
    unknown = _UNKNOWN.search(said)
    if unknown:
        return f"unset {unknown[1]}"
    named = _NAMED.search(said) or _FIELD.search(said)
    if not named:
        return f"unset {CONFIG_VARIABLE}"  # the file as a whole cannot be read
    field = named[1].partition(".")[0]
    variable = f"LUOHU_{table.table}_{field}".upper()
    if variable in os.environ:
        return f"unset {variable}"
    of_table, of_field = rf"/^\[{table.table}\]/,/^\[/", rf"/^[[:space:]]*{field}[[:space:]]*[=.]/d"
    return f"sed -i '{of_table}{{{of_field}}}' {shlex.quote(os.environ.get(CONFIG_VARIABLE, ''))}"
