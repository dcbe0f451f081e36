"""The same questions, asked of the same documents in each of their forms: right and cited, and answered alike."""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from eval.asked import documents_of, settings_for
from eval.bench.forms import FORMS
from eval.bench.office_forms import OFFICE_FORMS, write_office_forms
from eval.cases import Case, load_cases
from eval.predict import predict
from eval.predictions import Failure, Outcome
from eval.run import texts
from eval.score import score
from eval.suites import find_suite
from index.build import build_index
from index.catalog.catalog import read_catalog
from index.catalog.change import CATALOG
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.read import Read
from index.load.reading import read_content
from index.records import Document, Span
from rag.config import RagSettings
from rag.opening import open_assistant

TEXT = "txt"


def asked(suite_name: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield a row a form, the text first: the means over the cases of a suite's dev, and the share answered alike.

    Args:
        suite_name: whose documents are made into the forms.
        folder: gets the documents that were read from the forms, and their indexes.
    """
    suite = find_suite(suite_name)
    settings = settings_for(suite)
    documents = documents_of(settings)
    cases = load_cases((suite.case_file("dev"),), texts(documents))
    of_text = _answers(settings, cases)
    yield _row(TEXT, cases, of_text, of_text, documents)
    bare = {document.doc_id: document.text for document in documents.values()}
    for form, reads in read_forms(bare, folder / "written"):
        in_form = _catalogued(reads, settings, folder / "read")
        read = documents_of(in_form)
        moved = [_moved(case, documents, read) for case in cases]
        yield _row(form, moved, _answers(in_form, moved), of_text, read)


def read_forms(
    texts: Mapping[str, str], folder: Path, office_forms: Collection[str] = OFFICE_FORMS
) -> Iterator[tuple[str, dict[str, Read]]]:
    """Yield each form with what is read of texts in it; the last ones, with a °, LibreOffice wrote, where it is there.

    Args:
        texts: by name.
        folder: gets what LibreOffice writes.
        office_forms: that it writes.

    Raises:
        BenchError: LibreOffice does not write one.
        ReadError: one cannot be read.
    """
    limits = Limits()
    for form, make in FORMS.items():
        yield form, {name: read_content(make(text), f"{name}.{form}", limits) for name, text in texts.items()}
    folder.mkdir(parents=True)
    for form, written in write_office_forms(texts, folder, office_forms).items():
        yield f"{form}°", {name: read_apart(path, limits) for name, path in written.items()}


def _answers(settings: IndexSettings, cases: Sequence[Case]) -> list[Outcome]:
    build_index(settings, make_embedder(settings))
    assistant = open_assistant(RagSettings.load(), settings)
    return [outcome for _, outcome in predict(assistant, cases)]


def _row(
    form: str,
    cases: Sequence[Case],
    outcomes: Sequence[Outcome],
    of_text: Sequence[Outcome],
    documents: Mapping[str, Document],
) -> dict[str, Any]:
    scores = score(cases, outcomes, documents)

    def share(metric: str) -> float:
        return round(mean(each.scores[metric] for each in scores if metric in each.scores), 3)

    alike = [_said(one) == _said(other) for one, other in zip(outcomes, of_text, strict=True)]
    return {
        "form": form,
        "questions": len(cases),
        "right and cited": share("right_and_cited"),
        "right": share("right_answer"),
        "refused rightly": share("refusal_right"),
        "answered alike": round(mean(alike), 3),
        "others": [case.id for case, same in zip(cases, alike, strict=True) if not same],
    }


def _said(outcome: Outcome) -> tuple[bool, str]:
    """Return whether there is an answer, and its letters; of what broke, why."""
    if isinstance(outcome, Failure):
        return False, outcome.error
    return outcome.answered, letters(outcome.answer)


def letters(text: str) -> str:
    """Return the letters, figures and characters of a text: blanks and line ends are not those of another form."""
    return "".join(character for character in text if character.isalnum())


def _catalogued(reads: Mapping[str, Read], settings: IndexSettings, folder: Path) -> IndexSettings:
    """Write the texts that were read into a folder, and return settings under which they are what is catalogued."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    shutil.copytree(settings.artifacts_dir, folder / "artifacts")  # what is the same has its vectors there
    catalog = (settings.seeds_dir / CATALOG).read_text(encoding="utf-8")
    for entry in read_catalog(settings.seeds_dir):
        read = reads[entry.doc_id]
        (folder / "seeds" / entry.file).write_bytes(read.text.encode("utf-8"))
        catalog = catalog.replace(entry.sha256, read.text_sha256)
    (folder / "seeds" / CATALOG).write_text(catalog, encoding="utf-8")
    return settings.model_copy(update={"seeds_dir": folder / "seeds", "artifacts_dir": folder / "artifacts"})


def _moved(case: Case, documents: Mapping[str, Document], read: Mapping[str, Document]) -> Case:
    """Return a case whose evidence stands where the form's text has the same letters."""
    groups = tuple(
        tuple(
            place.model_copy(
                update={
                    "spans": tuple(
                        moved_span(span, documents[place.doc_id].text, read[place.doc_id].text) for span in place.spans
                    )
                }
            )
            for place in group
        )
        for group in case.evidence
    )
    return case.model_copy(update={"evidence": groups})


def moved_span(span: Span, text: str, other: str) -> Span:
    r"""Return where the letters of a span of a text stand in another text of, nearly, the same letters.

    A span whose letters do not stand there moves to its first character, where nothing proves it.

    Example:
        >>> moved_span(Span(start=3, end=5), "港口\\n增长", "港 口增 长")
        Span(start=3, end=6)
    """
    wanted, all_letters = letters(text[span.start : span.end]), letters(text)
    number = all_letters.count(wanted, 0, len(letters(text[: span.start])))  # those before it
    places = [at for at, character in enumerate(other) if character.isalnum()]
    found, in_order = -1, letters(other)
    for _ in range(number + 1):
        found = in_order.find(wanted, found + 1)
    if not wanted or found < 0:
        return Span(start=0, end=1)
    return Span(start=places[found], end=places[found + len(wanted) - 1] + 1)
