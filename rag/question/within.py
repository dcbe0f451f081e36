"""What a question means within the scope that its asker keeps to: documents, years, plan or result."""

from dataclasses import replace

from index.corpus import Corpus
from index.records import Status, Unit
from rag.question.understand import Understood
from rag.records import Scope


def within(understood: Understood, scope: Scope) -> Understood:
    """Return a question with what the scope adds where it says nothing itself; what it says stays as it is."""
    found = replace(understood, kept_to=scope)
    if scope.documents and not (found.documents and not found.names_kind) and not found.document_not_held:
        found = replace(found, documents=scope.documents, names_kind=False)
    if scope.years and not found.years:
        found = replace(found, years=scope.years, asks_newest=False)
    if scope.status is not Status.OTHER and found.status is Status.OTHER:
        found = replace(found, status=scope.status, both_sides=False)
    return found


def leaves(understood: Understood, scope: Scope) -> bool:
    """Return whether a question asks for nothing that is in the scope: other documents, other years, the other side."""
    return (
        _differ(understood.documents, scope.documents)
        or _differ(understood.years, scope.years)
        or (Status.OTHER not in (scope.status, understood.status) and understood.status is not scope.status)
    )


def holds_anything(corpus: Corpus, scope: Scope) -> bool:
    """Return whether any statement of the documents is in a scope."""
    held = (doc_id for doc_id in scope.documents or corpus.documents if doc_id in corpus.documents)
    return any(is_in(unit, scope) for doc_id in held for unit in corpus.units_of_document(doc_id))


def is_in(unit: Unit, scope: Scope) -> bool:
    """Return whether a statement is in a scope; one that tells no year is in that of no year."""
    return (
        (not scope.documents or unit.doc_id in scope.documents)
        and (not scope.years or not set(unit.years).isdisjoint(scope.years))
        and scope.status in (Status.OTHER, unit.status)
    )


def _differ(meant: tuple[object, ...], kept_to: tuple[object, ...]) -> bool:
    return bool(meant and kept_to) and not set(meant) & set(kept_to)
