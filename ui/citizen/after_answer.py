"""What follows an answer as HTML: a link to it, what the visitor thinks of it, questions to go on with. Pure."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from index.records import Status
from ui.citizen.conversation import Turn
from ui.ease.bar import read_button
from ui.journal.records import FeedbackKind
from ui.limits.kinds import SHEET
from ui.text.page_words import PageWords

_AT_ONCE = FeedbackKind.HELPFUL  # needs no comment
_ID_CHARS = 8  # what `python -m ui.journal forget` needs of an entry's id at least
_OPENS_COMMENT = ' aria-expanded="false"'


def after(turn: Turn, words: PageWords) -> str:
    """Return what takes an answer away, the link to its question, the feedback buttons, the number of its record."""
    link = "?" + urlencode([("q", question) for question in (*turn.leans_on, turn.question)])
    take = (
        f'<button type="button" class="plain" data-take="copy" data-done="{escape(words.copied_answer)}">'
        f"{escape(words.copy_answer)}</button>"
        f'<button type="button" class="plain" data-take="print">{escape(words.print)}</button>'
        f'<a class="button" href="{escape(_file(turn, words))}" download>{escape(words.word)}</a>'
    )
    read = read_button(words.ease)
    share = (
        f'<button type="button" class="plain" data-share="{escape(link)}" data-done="{escape(words.shared)}">'
        f"{escape(words.share)}</button>"
    )
    feedback = _feedback(turn, words) if turn.entry_id else ""
    number = words.entry_number.format(number=turn.entry_id[:_ID_CHARS]) if turn.entry_id else ""
    numbered = f'<p class="entry-number">{escape(number)}</p>' if number else ""
    return f'<div class="after"><div class="take">{read}{take}{share}</div>{feedback}{numbered}</div>'


def _file(turn: Turn, words: PageWords) -> str:
    """Return the address of the answer as a Word document."""
    asked = [("q", question) for question in (*turn.leans_on, turn.question)]
    scope = [("d", doc_id) for doc_id in turn.scope.documents] + [("y", str(year)) for year in turn.scope.years]
    status = [] if turn.scope.status is Status.OTHER else [("s", turn.scope.status.value)]
    return f"{SHEET}?{urlencode([*asked, *scope, *status, ('lang', words.source.language)])}"


def asking(question: str, label: str, kind: str) -> str:
    """Return a button that asks a question when pressed."""
    return f'<button type="button" class="{kind}" data-ask="{escape(question)}">{escape(label)}</button>'


def follow_ups(questions: Sequence[str], words: PageWords, *, number: int) -> str:
    """Return questions to go on with after the turn of that number, to press; a place without them when there are none.

    The script hides them when another turn is the last: they may come after it has begun.
    """
    chips = "".join(f"<li>{asking(question, question, 'chip')}</li>" for question in questions)
    listed = f'<h2>{escape(words.follow_ups_heading)}</h2><ul class="chips">{chips}</ul>' if chips else ""
    return f'<div class="follow-ups" data-after="{number}">{listed}</div>'


def _feedback(turn: Turn, words: PageWords) -> str:
    """Return the buttons, each but the first opening a field for a comment; once pressed, that it is noted."""
    if turn.feedback:
        thanks = words.feedback_thanks.format(kind=words.feedback[turn.feedback])
        return f'<p class="thanks" role="status">{escape(thanks)}</p>'
    buttons = "".join(
        f'<button type="button" class="plain" data-tell="{kind.value}"{_OPENS_COMMENT * (kind is not _AT_ONCE)}>'
        f"{escape(words.feedback[kind])}</button>"
        for kind in FeedbackKind
    )
    label = escape(words.feedback_comment)
    return (
        f'<form class="feedback" data-entry="{escape(turn.entry_id)}">'
        f"<fieldset><legend>{escape(words.feedback_label)}</legend>{buttons}</fieldset>"
        f'<div class="comment" hidden><label>{label}<textarea rows="2" maxlength="2000"></textarea></label>'
        f'<button type="submit" class="plain strong">{escape(words.feedback_send)}</button>'
        f'<button type="button" class="plain" data-untell>{escape(words.feedback_cancel)}</button></div></form>'
    )
