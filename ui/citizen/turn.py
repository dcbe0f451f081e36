"""A question with what became of it as HTML: an answer with its buttons, a refusal, a reply, a notice. All escaped."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.catalog.originals import Originals
from index.corpus import Corpus
from rag.answer.verify import MARKER
from rag.records import WRITTEN, Answered, Refused, Replied, Reply
from ui.citizen.after_answer import after, asking
from ui.citizen.answer_lines import Sources, answer_text, opens, sources_of
from ui.citizen.cited_list import cited_list
from ui.citizen.conversation import Failed, Stopped, Turn, Waiting, Withheld
from ui.citizen.lead import lead
from ui.citizen.panel import views_of
from ui.citizen.source import View
from ui.citizen.understood import understood
from ui.document.cited import NO_ORIGINALS, cited_in, place_text
from ui.document.links import with_hotline
from ui.text.answer_tag import answer_tag
from ui.text.languages import words_in
from ui.text.page_words import PageWords


def turn_block(
    turn: Turn,
    corpus: Corpus,
    words: PageWords,
    *,
    shown: str,
    shown_passages: int,
    originals: Originals = NO_ORIGINALS,
) -> str:
    """Return a question and its outcome; what is said of an answer or a refusal is in its own language."""
    told = words_in(turn.outcome.language) if isinstance(turn.outcome, Reply) else words
    views = views_of(turn, words, shown_passages=shown_passages)
    places = _places(views, corpus, told, originals)
    match turn.outcome:
        case Answered() as answered:
            outcome = answer_block(turn.number, answered, told, places, shown=shown)
        case Refused() as refused:
            outcome = refusal_block(turn.number, refused, views, corpus, told, places=places, shown=shown)
        case Replied() as replied:
            outcome = reply_block(replied, told)
        case Withheld():
            outcome = _block("withheld", words.withheld)
        case Failed(incident=incident):
            outcome = _block("failed", words.failed.format(incident=incident), retry(turn, words))
        case Stopped():
            outcome = _block("stopped", words.stopped, retry(turn, words))
        case Waiting():
            outcome = _block("waiting", words.waiting)
    below = after(turn, words) if isinstance(turn.outcome, Answered | Refused) else ""
    return (
        f'<article class="turn" data-turn="{turn.number}">'
        f'<div class="question"><h2 tabindex="-1"><span class="unseen">{escape(words.asked)}</span> '
        f"{escape(turn.question)}</h2></div>{understood(turn, corpus, told)}{outcome}{below}</article>"
    )


def answer_block(number: int, answer: Answered, words: PageWords, places: Mapping[int, str], *, shown: str) -> str:
    """Return an answer: the figure that answers, the quotes, a button for every marker, a line for every document.

    Quotes of what a table or differing documents say already are folded.
    """
    sources = sources_of(number, answer.citations, words, shown=shown, language=answer.language, keys=answer.keys)
    text = answer.text.split("\n")
    marked = (
        ""
        if 0 < answer.n_own_lines == answer.n_lead_lines
        else lead(answer, words, sources.buttons)  # the figure stands in the line above
    )
    lines = cited_list(answer.citations, number, words, places, shown=shown)
    made = words.made_by(answer.writing)
    lang = answer_tag(answer.language)
    return (
        f'<div class="answer" lang="{lang}"><h3 class="unseen">{escape(words.answered)}</h3>'
        f'<div class="answer-text" lang="{lang}">'
        f'<div class="own">{answer_text(text[: answer.n_own_lines], sources)}</div>{marked}'
        f"{_quotes(answer, text[answer.n_lead_lines :], sources)}</div>"
        f'<h4 class="unseen">{escape(words.cited_heading)}</h4><ul class="cited-list">{lines}</ul>'
        f'<p class="made">{escape(made)}</p></div>'
    )


def _quotes(answer: Answered, lines: Sequence[str], sources: Sources) -> str:
    """Return the quotes; folded where a table or a list of what documents say stands above them."""
    if answer.mode == WRITTEN or not (answer.table or answer.disagreement):
        return answer_text(lines, sources)
    cited = [line for line in lines if MARKER.search(line)]
    told = answer_text([line for line in lines if not MARKER.search(line)], sources)
    label = sources.words.quotes_folded.format(n=len(cited))
    return (
        f'<details class="quotes"><summary>{escape(label)}</summary>{answer_text(cited, sources)}</details>{told}'
        if cited
        else told
    )


def refusal_block(
    number: int,
    refused: Refused,
    views: tuple[View, ...],
    corpus: Corpus,
    words: PageWords,
    *,
    places: Mapping[int, str],
    shown: str,
) -> str:
    """Return why there is no answer and where to turn (both in the refusal's text), and what is nearest.

    That are the statements that it cites, as an answer's, else passages.
    """
    sources = sources_of(number, refused.citations, words, shown=shown, language=refused.language)
    text = "".join(
        answer_text([line], sources) if MARKER.search(line) else f"<p>{with_hotline(line)}</p>"
        for line in filter(None, map(str.strip, refused.text.splitlines()))
    )
    lines = cited_list(refused.citations, number, words, places, shown=shown) or "".join(
        f'<li><button type="button" class="cited" {opens(view.key, shown)}>'
        f'<span class="number">›</span> <span>{escape(corpus.documents[view.doc_id].title)}'
        f'<span class="when">{escape(_excerpt(passage.text))}</span></span></button></li>'
        for view, passage in zip(views, refused.passages, strict=False)  # fewer are shown than retrieved
        if view.doc_id in corpus.documents  # a kept conversation may outlive a document
    )
    kind, heading, of_list = _names(refused, words)
    nearest = f'<h4>{escape(of_list)}</h4><ul class="cited-list">{lines}</ul>' if views else ""
    return (
        f'<div class="{kind}" lang="{answer_tag(refused.language)}"><h3>{escape(heading)}</h3>'
        f"<div>{text}</div>{nearest}</div>"
    )


def _places(views: Iterable[View], corpus: Corpus, words: PageWords, originals: Originals) -> Mapping[int, str]:
    """Return page, row or cell of each citation in the file that its document came as, by its number."""
    told: dict[int, str] = {}
    for number, view in enumerate(views, 1):
        document = corpus.documents.get(view.doc_id)
        if document is None or view.sha256 != document.sha256:
            continue
        cited = cited_in(originals, document, view.spans, view.keys)
        told[number] = place_text(cited, words.source.place) if cited else ""
    return told


def _names(refused: Refused, words: PageWords) -> tuple[str, str, str]:
    """Return the class of a refusal's block, its heading, and that of its list: what cites the nearest looks apart."""
    if refused.citations:
        return "refusal near", words.near, words.cited_heading
    return "refusal", words.refused, words.nearest_heading


def reply_block(replied: Replied, words: PageWords) -> str:
    """Return the reply to a greeting, thanks or a farewell, and the questions that can be asked, to press."""
    lang = answer_tag(replied.language)
    chips = "".join(f"<li>{asking(example, example, 'chip')}</li>" for example in replied.examples)
    listed = f'<ul class="chips" lang="{lang}">{chips}</ul>' if chips else ""
    return (
        f'<div class="answer" lang="{lang}"><h3 class="unseen">{escape(words.answered)}</h3>'
        f'<div class="answer-text" lang="{lang}"><p>{escape(replied.text)}</p></div>{listed}</div>'
    )


def retry(turn: Turn, words: PageWords) -> str:
    """Return the button that asks a question again."""
    return asking(turn.question, words.retry, "plain")


def _block(kind: str, sentence: str, below: str = "") -> str:
    return f'<div class="{kind}"><p>{with_hotline(sentence)}</p>{below}</div>'


def _excerpt(text: str, *, max_chars: int = 48) -> str:
    """Return the first characters of a passage on one line."""
    line = " ".join(text.split())
    return line if len(line) <= max_chars else line[:max_chars] + "……"
