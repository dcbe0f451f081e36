"""The words that official reports set around figures, each list named for what it says of them."""

from pathlib import Path

from index.words.lists import rows

WORDS = {name: tuple(words.split()) for name, words in rows(Path(__file__).parent / "data" / "figures.tsv")}
