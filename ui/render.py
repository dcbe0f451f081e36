"""Header, conversation, notice and footer as HTML. Pure; everything is escaped."""

import re
from collections.abc import Iterable
from html import escape

from index.corpus import Corpus
from rag.records import Answered, Citation, Language, Refused
from ui.conversation import Conversation, Failed, Turn, Waiting
from ui.lead import lead
from ui.panel import View, date_of, shown_key, views_of, years_text
from ui.text.words import Words

_MARKER = re.compile(r"\[(\d{1,3})\]")
# Markers with the end of what they prove, which they are kept on one line with.
_MARKERS = re.compile(r"(?P<end>[^\s\[\]]{0,2})(?P<markers>(?:\[\d{1,3}\])+)")
_LIST_LINE = re.compile(r"^\s*(?:[-*·•]|\d{1,2}[.、])\s*")
_HOTLINE = "12345"


def header(corpus: Corpus, words: Words) -> str:
    """Return the name of the service and what it covers."""
    coverage = words.coverage.format(n_documents=len(corpus.documents), years=years_text(corpus.years(), words))
    return (
        '<header class="masthead"><div class="inner">'
        f'<h1>{escape(words.name)}</h1><p class="tagline">{escape(words.tagline)}</p>'
        f'<p class="coverage">{escape(coverage)}</p></div></header>'
    )


def footer(words: Words) -> str:
    """Return how answers come about and where else to turn."""
    return (
        f'<footer class="colophon"><div class="inner"><p>{escape(words.footer_made)}</p>'
        f"<p>{_with_hotline(words.footer_turn)}</p></div></footer>"
    )


def notice(text: str) -> str:
    """Return what is wrong with the input, in a region that is read out when it changes; empty when nothing is."""
    return f'<div class="notice" role="alert">{f"<p>{escape(text)}</p>" if text else ""}</div>'


def talk(
    conversation: Conversation, corpus: Corpus, words: Words, *, examples: tuple[str, ...], shown_passages: int
) -> str:
    """Return the conversation, or the welcome with examples when nothing has been asked."""
    label = escape(words.conversation_label)
    if not conversation:
        return f'<section class="talk" role="log" aria-label="{label}">{welcome(words, examples)}</section>'
    shown = shown_key(conversation, words, shown_passages=shown_passages)
    forgotten = f'<p class="forgotten">{escape(words.forgotten)}</p>' if conversation[0].number > 1 else ""
    turns = "".join(
        turn_block(turn, corpus, words, shown=shown, shown_passages=shown_passages) for turn in conversation
    )
    return f'<section class="talk" role="log" aria-label="{label}">{forgotten}{turns}</section>'


def welcome(words: Words, examples: tuple[str, ...]) -> str:
    """Return what stands where the conversation will be: an invitation, and example questions to press."""
    chips = "".join(f"<li>{_asking(example, example, 'chip')}</li>" for example in examples)
    listed = f'<h3>{escape(words.examples_heading)}</h3><ul class="chips">{chips}</ul>' if examples else ""
    return (
        f'<div class="welcome"><h2>{escape(words.welcome_heading)}</h2><p>{escape(words.welcome_text)}</p>'
        f"{listed}</div>"
    )


def turn_block(turn: Turn, corpus: Corpus, words: Words, *, shown: str, shown_passages: int) -> str:
    """Return a question and its outcome."""
    views = views_of(turn, words, shown_passages=shown_passages)
    match turn.outcome:
        case Answered() as answered:
            outcome = answer_block(turn.number, answered, corpus, words, shown=shown)
        case Refused() as refused:
            outcome = refusal_block(refused, views, corpus, words, shown=shown)
        case Failed(incident=incident):
            sentence = escape(words.failed.format(incident=incident))
            outcome = f'<div class="failed"><p>{sentence}</p>{_asking(turn.question, words.retry, "plain")}</div>'
        case Waiting():
            outcome = f'<div class="waiting"><p>{escape(words.waiting)}</p></div>'
    return (
        f'<article class="turn" data-turn="{turn.number}">'
        f'<div class="question"><h2 tabindex="-1"><span class="unseen">{escape(words.asked)}</span> '
        f"{escape(turn.question)}</h2></div>{outcome}</article>"
    )


def answer_block(number: int, answer: Answered, corpus: Corpus, words: Words, *, shown: str) -> str:
    """Return an answer: the figure that answers, the quotes, a button for every marker, a line for every citation."""
    titles = {citation.number: citation.title for citation in answer.citations}
    quotes = "\n".join(answer.text.split("\n")[answer.n_lead_lines :])
    lines = []
    for citation in answer.citations:
        document = corpus.documents[citation.doc_id]
        key = f"{number}-{citation.number}"
        lines.append(
            f'<li><button type="button" class="cited" {_opens(key, shown)}>'
            f'<span class="number">[{citation.number}]</span> <span>{escape(document.title)}'
            f'<span class="when">{_place(citation, words)}</span></span>'
            "</button></li>"
        )
    generated = f'<p class="generated">{escape(words.generated)}</p>' if answer.mode == "generated" else ""
    return (
        f'<div class="answer"><h3 class="unseen">{escape(words.answered)}</h3>'
        f'<div class="answer-text" lang="{_lang(answer.language)}">'
        f"{lead(answer, words, lambda numbers: cite_buttons(numbers, number, titles, words, shown=shown))}"
        f"{answer_text(quotes, number, titles, words, shown=shown)}</div>{generated}"
        f'<h4 class="unseen">{escape(words.cited_heading)}</h4><ul class="cited-list">{"".join(lines)}</ul></div>'
    )


def answer_text(text: str, turn_number: int, titles: dict[int, str], words: Words, *, shown: str) -> str:
    """Return the answer's lines as paragraphs or list items, with a button for each marker that has a citation."""
    html = []
    for line in filter(None, map(str.strip, text.splitlines())):
        content = ""
        at = 0
        for found in _MARKERS.finditer(line):
            numbers = [int(digits) for digits in _MARKER.findall(found["markers"])]
            if not all(number in titles for number in numbers):
                continue  # brackets of the source itself
            markers = cite_buttons(numbers, turn_number, titles, words, shown=shown)
            content += escape(line[at : found.start()]) + f'<span class="keep">{escape(found["end"])}{markers}</span>'
            at = found.end()
        content += escape(line[at:])
        html.append(f'<p class="item">{content}</p>' if _LIST_LINE.match(line) else f"<p>{content}</p>")
    return "".join(html)


def cite_buttons(numbers: Iterable[int], turn_number: int, titles: dict[int, str], words: Words, *, shown: str) -> str:
    """Return a button for each citation, that shows its source."""
    return "".join(
        f'<button type="button" class="cite" '
        f'aria-label="{escape(words.citation.format(number=number, title=titles[number]))}" '
        f"{_opens(f'{turn_number}-{number}', shown)}>[{number}]</button>"
        for number in numbers
    )


def refusal_block(refused: Refused, views: tuple[View, ...], corpus: Corpus, words: Words, *, shown: str) -> str:
    """Return why there is no answer and where to turn (both in the refusal's text), and the nearest passages."""
    text = "".join(f"<p>{_with_hotline(line)}</p>" for line in filter(None, map(str.strip, refused.text.splitlines())))
    lines = "".join(
        f'<li><button type="button" class="cited" {_opens(view.key, shown)}>'
        f'<span class="number">›</span> <span>{escape(corpus.documents[view.doc_id].title)}'
        f'<span class="when">{escape(_excerpt(passage.text))}</span></span></button></li>'
        for view, passage in zip(views, refused.passages, strict=False)  # fewer are shown than retrieved
    )
    nearest = f'<h4>{escape(words.nearest_heading)}</h4><ul class="cited-list">{lines}</ul>' if views else ""
    return (
        f'<div class="refusal"><h3>{escape(words.refused)}</h3>'
        f'<div lang="{_lang(refused.language)}">{text}</div>{nearest}</div>'
    )


def _opens(key: str, shown: str) -> str:
    """Return the attributes of a button that shows the view `key`."""
    pressed = "true" if key == shown else "false"
    return f'data-source="{key}" aria-controls="source-{key}" aria-pressed="{pressed}"'


def _asking(question: str, label: str, kind: str) -> str:
    """Return a button that asks a question when pressed."""
    return f'<button type="button" class="{kind}" data-ask="{escape(question)}">{escape(label)}</button>'


def _with_hotline(text: str) -> str:
    return escape(text).replace(_HOTLINE, f'<a href="tel:{_HOTLINE}">{_HOTLINE}</a>')


def _place(citation: Citation, words: Words) -> str:
    """Return the date and the innermost heading of a citation, escaped, to stand after its title."""
    between = escape(words.separator)
    when = f'<span class="keep">{escape(date_of(citation.issued, words))}</span>'
    heading = citation.section[-1] if citation.section else words.front_matter
    return f"{between}{when}{between}{escape(heading)}"


def _excerpt(text: str, *, max_chars: int = 48) -> str:
    """Return the first characters of a passage on one line."""
    line = " ".join(text.split())
    return line if len(line) <= max_chars else line[:max_chars] + "……"


def _lang(language: Language) -> str:
    """Return the BCP 47 tag of an answer; Cantonese questions are answered in written Traditional Chinese."""
    return {Language.SIMPLIFIED: "zh-CN", Language.ENGLISH: "en"}.get(language, "zh-HK")
