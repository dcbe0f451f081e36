"""Settings of the evaluation."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field

from index.config import ROOT, Settings


class EvalSettings(Settings):
    """Where the evaluation finds what is not part of the project."""

    table: ClassVar[str] = "eval"

    documents_dir: Path = Field(
        default=ROOT / ".." / "shared" / "documents",
        description="the documents of suites that bring a catalogue; where they are not, those suites are left out",
    )
