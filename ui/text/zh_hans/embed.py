"""The words of the page within another site's, in Simplified Chinese."""

from ui.text.embed_words import EmbedWords

EMBED_ZH_HANS = EmbedWords(open="政务问答", close="关闭问答", new_tab="在新标签页打开")
