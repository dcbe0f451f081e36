"""What was measured of a model, kept by its name in a file of the settings."""

from pathlib import Path

import tomlkit

from index.records import Frozen
from index.whole import whole_file


def keep_by_model(file: Path, model: str, found: Frozen) -> None:
    """Write what was found of a model into a file, whole or not at all; other models and comments stay.

    Raises:
        OSError: it cannot be written.
        ValueError: the file that is there is no TOML.
    """
    held = tomlkit.parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    held.setdefault("models", tomlkit.table(is_super_table=True))[model] = found.model_dump()
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file) as partial:
        partial.write_text(tomlkit.dumps(held), encoding="utf-8")
