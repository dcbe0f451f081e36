"""What reading documents in their forms loses, and what the same questions get in each → a page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.report import source_line, table_of

_READ = ("document", "characters", "lost", "sections", "items", "units", "alike", "seconds")
_ASKED = ("form", "questions", "right and cited", "right", "refused rightly", "answered alike")
_NO_OFFICE = "LibreOffice was not there, so forms that it writes, and DOC, RTF and XLS, are not among them."


def write_page(out: Path, told: Mapping[str, Any]) -> Path:
    """Write `formats.md` into a folder, and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "formats.md"
    path.write_text(page(told), encoding="utf-8")
    return path


def page(told: Mapping[str, Any]) -> str:
    """Return the page: a table of what was read, and one of what was asked where something was."""
    asked, office = told["figures"]["asked"], told["figures"]["office"]
    by_office = f"Forms with a ° were written by {office}, which also reads DOC, RTF and XLS." if office else _NO_OFFICE
    questions = f"""
## Asked

The questions of a suite's dev, asked of its documents as text and as read from each form that is made of them, with the
same catalogue. *Alike* is the share whose answers have the same letters as those from the text.

{_table(_ASKED, asked)}
"""
    return f"""# Documents in other formats

Written by `python -m eval.bench formats FOLDER`.

## Read

Each document of a folder, and of each text the forms that are made of it: DOCX, HTML, XLSX with a paragraph a row, and
a PDF broken at a width with running heads and page numbers. *Lost* counts letters, figures and characters that are
neither kept nor left out with a reason; *alike* is the share of the text's units that are units of the form.

{by_office}

{_table(_READ, told["figures"]["read"])}
{questions if asked else ""}
{source_line("formats", told)}
"""


def _table(heads: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    return table_of(heads, [[str(row.get(head, "")) for head in heads] for row in rows])
