"""A reply to what asks nothing of the documents: short, in the asker's language, ending with what can be asked."""

from collections.abc import Sequence

from index.records import DocumentEntry
from rag.answer.contacts import contacts
from rag.answer.phrases import source, year_range
from rag.answer.reply_texts import CAN_BE_ASKED, DOCUMENTS, NEWEST, REPLIES
from rag.question.acts.act import Taken
from rag.records import Language

SERIOUS = frozenset({"personal.life", "personal.health", "personal.hardship"})  # below which nothing else is offered


def reply(
    language: Language,
    taken: Taken,
    *,
    area: str,
    documents: Sequence[DocumentEntry] = (),
    has_examples: bool = False,
    turns_to: str = "",
) -> str:
    """Return what is said to a text that asks nothing, ending with a colon where examples follow.

    Args:
        language: of the person.
        taken: what the text is taken for.
        area: the districts the documents are about, as the person writes them; empty when none is known.
        documents: those that are held.
        has_examples: whether questions that can be asked will stand below it.
        turns_to: the code of the place whose lines are named (`rag.answer.contacts`).
    """
    is_english = language is Language.ENGLISH
    texts = REPLIES[language]
    text = texts.get(taken.kind) or texts[taken.act.value]
    told = text.format(
        area=f"{area} " if area and is_english else area,
        documents=_held(language, documents),
        newest=_newest(language, documents),
        **contacts(language, turns_to),
    )
    sentences = (" ".join(told.split()) if is_english else told, CAN_BE_ASKED[language] if has_examples else "")
    return (" " if is_english else "").join(filter(None, sentences))


def _held(language: Language, documents: Sequence[DocumentEntry]) -> str:
    """Return how many documents are held and of which years, or nothing where no year is known."""
    years = tuple(sorted({year for entry in documents for cover in entry.covers for year in cover.years}))
    return DOCUMENTS[language].format(number=len(documents), years=year_range(language, years)) if years else ""


def _newest(language: Language, documents: Sequence[DocumentEntry]) -> str:
    """Return which document is the latest, or nothing where none is dated."""
    dated = [(entry.issued, entry.title) for entry in documents if entry.issued]
    if not dated:
        return ""
    issued, title = max(dated)
    return NEWEST[language].format(source=source(language, title, issued))
