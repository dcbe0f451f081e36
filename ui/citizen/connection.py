"""What connection.js says while a question is on its way or the server is gone, as HTML. Pure; all is escaped."""

from html import escape

from ui.text.page_words import PageWords


def connection(words: PageWords, *, most_chars: int) -> str:
    """Return the words of the script, and how long a question may be, on an element that shows nothing."""
    said = {"asked": words.asked, "sending": words.connection.sending, "lost": words.connection.lost}
    attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in said.items())
    return f'<div id="connection" hidden data-most="{most_chars}"{attributes}></div>'
