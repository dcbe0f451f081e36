"""What follows an answer as HTML: a link to it, what the visitor thinks of it, questions to go on with. Pure."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from ui.citizen.conversation import Turn
from ui.journal.records import FeedbackKind
from ui.text.page_words import PageWords

_AT_ONCE = FeedbackKind.HELPFUL  # needs no comment
_OPENS_COMMENT = ' aria-expanded="false"'


def after(turn: Turn, words: PageWords) -> str:
    """Return the link to an answer's question and the feedback buttons."""
    link = "?" + urlencode([("q", question) for question in (*turn.leans_on, turn.question)])
    share = (
        f'<button type="button" class="plain" data-share="{escape(link)}" data-done="{escape(words.shared)}">'
        f"{escape(words.share)}</button>"
    )
    feedback = _feedback(turn, words) if turn.entry_id else ""
    return f'<div class="after">{feedback}{share}</div>'


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
