"""The words of the page within another site's, in English."""

from ui.text.embed_words import EmbedWords

EMBED_EN = EmbedWords(open="Ask about public documents", close="Close", new_tab="Open in a new tab")
