"""Statements of the documents as a written answer may cite them."""

from index.records import DocumentEntry, Unit
from rag.writing.records import Evidence


def evidence_of(unit: Unit, document: DocumentEntry, section: tuple[str, ...], number: int) -> Evidence:
    """Return a unit of a document as what is cited by a number."""
    return Evidence(
        number=number,
        text=unit.text,
        title=f"{document.title} {document.issuer}",
        section=section,
        years=unit.years,
        status=unit.status,
    )
