"""Texts in the forms that LibreOffice writes, the old ones of Word and Excel among them; none where it is not there."""

import re
import shutil
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

from eval.bench.forms import xlsx
from eval.bench.measure import BenchError

_PROGRAM, _SECONDS = "soffice", 600
_VERSION = re.compile(r"LibreOffice \d+(?:\.\d+)*")
_TEXT = "Text (encoded):UTF8,LF,,,"
_OF_TEXT = {
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "pdf": "writer_pdf_Export",
    "html": "HTML (StarWriter)",
}
_OF_SHEET = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97"}
OFFICE_FORMS = (*_OF_TEXT, *_OF_SHEET)


def office_version(folder: Path) -> str:
    """Return the name of the program with its version; empty where it is not there."""
    if not shutil.which(_PROGRAM):
        return ""
    found = _VERSION.search(_run(folder, "--version"))
    return found[0] if found else "LibreOffice"


def write_office_forms(
    texts: Mapping[str, str], folder: Path, forms: Collection[str] = OFFICE_FORMS
) -> dict[str, dict[str, Path]]:
    """Return, for each form, the files that LibreOffice wrote of texts, by their names.

    Args:
        texts: by name.
        folder: gets the files.
        forms: that are written.

    Raises:
        BenchError: it is there, and one was not written.
    """
    if not shutil.which(_PROGRAM):
        return {}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.xlsx").write_bytes(xlsx(text))
    found: dict[str, dict[str, Path]] = {}
    for of_source, source, options in ((_OF_TEXT, "txt", [f"--infilter={_TEXT}"]), (_OF_SHEET, "xlsx", [])):
        for form, writer in ((form, writer) for form, writer in of_source.items() if form in forms):
            out = folder / form
            sources = [str(folder / f"{name}.{source}") for name in texts]
            _run(folder, *options, "--convert-to", f"{form}:{writer}", "--outdir", str(out), *sources)
            found[form] = {name: out / f"{name}.{form}" for name in texts}
    for path in (path for of_form in found.values() for path in of_form.values()):
        if not path.is_file():
            raise BenchError(f"LibreOffice wrote no {path.name}; see that its writer and calc are both installed")
    return found


def _run(folder: Path, *arguments: str) -> str:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [_PROGRAM, profile, "--headless", "--norestore", *arguments]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=True).stdout
    except (subprocess.SubprocessError, OSError) as error:
        raise BenchError(f"LibreOffice could not be run: {error}") from error
