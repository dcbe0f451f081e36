"""The words of the page within another site's, in Traditional Chinese."""

from ui.text.embed_words import EmbedWords

EMBED_ZH_HANT = EmbedWords(open="政務問答", close="關閉問答", new_tab="在新分頁開啟")
