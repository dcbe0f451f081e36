"""The list of conversations that the browser keeps, as HTML that conversations.js fills. Pure; all is escaped."""

from dataclasses import asdict
from html import escape

from ui.text.conversations_words import ConversationsWords

_FILLED_IN = ("current", "n_questions", "one_question", "delete_named", "deleted", "undo_named", "restored", "unkept")


def conversation_list(words: ConversationsWords, *, begin: str) -> str:
    """Return the button that opens the list, and the list with what one row of it is made of.

    `begin` names the button that begins a new conversation, beside it where the box has no room for one.
    """
    said = asdict(words)
    attributes = "".join(f' data-{name.replace("_", "-")}="{escape(said[name])}"' for name in _FILLED_IN)
    return (
        f'<button type="button" class="link" data-conversations aria-haspopup="dialog">{escape(words.open)}</button>'
        f'<button type="button" class="link" data-begin>{escape(begin)}</button>'
        f'<dialog id="conversations-kept" aria-labelledby="conversations-heading"{attributes}>'
        f'<div class="bar"><h2 id="conversations-heading" tabindex="-1">{escape(words.heading)}</h2>'
        f'<button type="button" class="plain" data-dismiss>{escape(words.close)}</button></div>'
        f'<p class="where">{escape(words.kept_where)}</p>'
        f'<p class="none" hidden>{escape(words.none)}</p><ul></ul>'
        '<p class="every" hidden>'
        f'<button type="button" class="plain" data-delete-all>{escape(words.delete_all)}</button></p>'
        '<div class="unseen" role="status"></div>'
        '<template data-row><li><button type="button" class="opens"><span class="name"></span>'
        '<span class="when"></span></button>'
        f'<button type="button" class="plain" data-delete>{escape(words.delete)}</button></li></template>'
        '<template data-gone><li class="gone"><span class="name"></span>'
        f'<button type="button" class="plain" data-undo>{escape(words.undo)}</button></li></template></dialog>'
    )
