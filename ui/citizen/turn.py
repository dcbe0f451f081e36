"""A question with what became of it as HTML: an answer with its buttons, a refusal, a reply, a notice. All escaped."""

import re
from collections.abc import Iterable
from html import escape

from index.corpus import Corpus
from rag.answer.verify import MARKER
from rag.records import Answered, Citation, Refused, Replied
from ui.citizen.after_answer import after, asking
from ui.citizen.conversation import Failed, Stopped, Turn, Waiting, Withheld
from ui.citizen.lead import lead
from ui.citizen.panel import views_of
from ui.citizen.source import View
from ui.document.facts import date_of
from ui.document.links import with_hotline
from ui.text.answer_tag import answer_tag
from ui.text.page_words import PageWords

# Markers with the end of what they prove, which they are kept on one line with.
_MARKERS = re.compile(r"(?P<end>[^\s\[\]]{0,2})(?P<markers>(?:\[\d{1,3}\])+)")
_LIST_LINE = re.compile(r"^\s*(?:[-*·•]|\d{1,2}[.、])\s*")


def turn_block(turn: Turn, corpus: Corpus, words: PageWords, *, shown: str, shown_passages: int) -> str:
    """Return a question and its outcome."""
    views = views_of(turn, words, shown_passages=shown_passages)
    match turn.outcome:
        case Answered() as answered:
            outcome = answer_block(turn.number, answered, words, shown=shown)
        case Refused() as refused:
            outcome = refusal_block(refused, views, corpus, words, shown=shown)
        case Replied() as replied:
            outcome = reply_block(replied, words)
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
        f"{escape(turn.question)}</h2></div>{outcome}{below}</article>"
    )


def answer_block(number: int, answer: Answered, words: PageWords, *, shown: str) -> str:
    """Return an answer: the figure that answers, the quotes, a button for every marker, a line for every citation."""
    titles = {citation.number: citation.title for citation in answer.citations}
    quotes = "\n".join(answer.text.split("\n")[answer.n_lead_lines :])
    lines = []
    for citation in answer.citations:
        key = f"{number}-{citation.number}"
        lines.append(
            f'<li><button type="button" class="cited" {_opens(key, shown)}>'
            f'<span class="number">[{citation.number}]</span> <span>{escape(citation.title)}'
            f'<span class="when">{_place(citation, words)}</span></span>'
            "</button></li>"
        )
    made = words.generated if answer.mode == "generated" else words.made
    return (
        f'<div class="answer"><h3 class="unseen">{escape(words.answered)}</h3>'
        f'<div class="answer-text" lang="{answer_tag(answer.language)}">'
        f"{lead(answer, words, lambda numbers: cite_buttons(numbers, number, titles, words, shown=shown))}"
        f"{answer_text(quotes, number, titles, words, shown=shown)}</div>"
        f'<h4 class="unseen">{escape(words.cited_heading)}</h4><ul class="cited-list">{"".join(lines)}</ul>'
        f'<p class="made">{escape(made)}</p></div>'
    )


def answer_text(text: str, turn_number: int, titles: dict[int, str], words: PageWords, *, shown: str) -> str:
    """Return the answer's lines as paragraphs or list items, with a button for each marker that has a citation."""
    html = []
    for line in filter(None, map(str.strip, text.splitlines())):
        content = ""
        at = 0
        for found in _MARKERS.finditer(line):
            numbers = [int(digits) for digits in MARKER.findall(found["markers"])]
            if not all(number in titles for number in numbers):
                continue  # brackets of the source itself
            markers = cite_buttons(numbers, turn_number, titles, words, shown=shown)
            content += escape(line[at : found.start()]) + f'<span class="keep">{escape(found["end"])}{markers}</span>'
            at = found.end()
        content += escape(line[at:])
        html.append(f'<p class="item">{content}</p>' if _LIST_LINE.match(line) else f"<p>{content}</p>")
    return "".join(html)


def cite_buttons(
    numbers: Iterable[int], turn_number: int, titles: dict[int, str], words: PageWords, *, shown: str
) -> str:
    """Return a button for each citation, that shows its source."""
    return "".join(
        f'<button type="button" class="cite" '
        f'aria-label="{escape(words.citation.format(number=number, title=titles[number]))}" '
        f"{_opens(f'{turn_number}-{number}', shown)}>[{number}]</button>"
        for number in numbers
    )


def refusal_block(refused: Refused, views: tuple[View, ...], corpus: Corpus, words: PageWords, *, shown: str) -> str:
    """Return why there is no answer and where to turn (both in the refusal's text), and the nearest passages."""
    text = "".join(f"<p>{with_hotline(line)}</p>" for line in filter(None, map(str.strip, refused.text.splitlines())))
    lines = "".join(
        f'<li><button type="button" class="cited" {_opens(view.key, shown)}>'
        f'<span class="number">›</span> <span>{escape(corpus.documents[view.doc_id].title)}'
        f'<span class="when">{escape(_excerpt(passage.text))}</span></span></button></li>'
        for view, passage in zip(views, refused.passages, strict=False)  # fewer are shown than retrieved
        if view.doc_id in corpus.documents  # a kept conversation may outlive a document
    )
    nearest = f'<h4>{escape(words.nearest_heading)}</h4><ul class="cited-list">{lines}</ul>' if views else ""
    return (
        f'<div class="refusal"><h3>{escape(words.refused)}</h3>'
        f'<div lang="{answer_tag(refused.language)}">{text}</div>{nearest}</div>'
    )


def reply_block(replied: Replied, words: PageWords) -> str:
    """Return the reply to a greeting, thanks or a farewell, and the questions that can be asked, to press."""
    lang = answer_tag(replied.language)
    chips = "".join(f"<li>{asking(example, example, 'chip')}</li>" for example in replied.examples)
    listed = f'<ul class="chips" lang="{lang}">{chips}</ul>' if chips else ""
    return (
        f'<div class="answer"><h3 class="unseen">{escape(words.answered)}</h3>'
        f'<div class="answer-text" lang="{lang}"><p>{escape(replied.text)}</p></div>{listed}</div>'
    )


def _opens(key: str, shown: str) -> str:
    """Return the attributes of a button that shows the view `key`."""
    pressed = "true" if key == shown else "false"
    return f'data-source="{key}" aria-controls="source-{key}" aria-pressed="{pressed}"'


def retry(turn: Turn, words: PageWords) -> str:
    """Return the button that asks a question again."""
    return asking(turn.question, words.retry, "plain")


def _block(kind: str, sentence: str, below: str = "") -> str:
    return f'<div class="{kind}"><p>{with_hotline(sentence)}</p>{below}</div>'


def _place(citation: Citation, words: PageWords) -> str:
    """Return the date and the innermost heading of a citation, escaped, to stand after its title."""
    between = escape(words.separator)
    when = f'<span class="keep">{escape(date_of(citation.issued, words.source))}</span>'
    heading = citation.section[-1] if citation.section else words.front_matter
    return f"{between}{when}{between}{escape(heading)}"


def _excerpt(text: str, *, max_chars: int = 48) -> str:
    """Return the first characters of a passage on one line."""
    line = " ".join(text.split())
    return line if len(line) <= max_chars else line[:max_chars] + "……"
