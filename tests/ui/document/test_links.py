"""Addresses of documents."""

from index.records import Span
from ui.document.links import document_link


def test_a_link_opens_the_document_as_it_was_and_marks_each_place() -> None:
    spans = (Span(start=10, end=30), Span(start=40, end=41))
    assert document_link("001_x", sha256="ab", spans=spans) == "/doc/001_x?v=ab#10-30,40-41"


def test_a_link_names_the_language_of_the_page() -> None:
    assert document_link("001_x", language="en", sha256="ab") == "/doc/001_x?lang=en&v=ab"


def test_a_link_to_the_document_alone_asks_for_nothing() -> None:
    assert document_link("a/b?c") == "/doc/a%2Fb%3Fc"
