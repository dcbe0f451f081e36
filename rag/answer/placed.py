"""Where the words of a citation stand in the file that its document came as."""

from collections.abc import Callable

from index.catalog.originals import Originals
from index.corpus import Corpus
from index.load.read import Place
from rag.records import Citation


def placed_in(corpus: Corpus, originals: Originals) -> Callable[[Citation], tuple[Place, ...]]:
    """Return what finds a citation's places: boxes on pages, paragraphs, cells; none where its document came as text.

    Args:
        corpus: that the citation is from.
        originals: of its documents.
    """

    def places(citation: Citation) -> tuple[Place, ...]:
        document = corpus.documents.get(citation.doc_id)
        return originals.places(document, citation.spans) if document and document.sha256 == citation.sha256 else ()

    return places
