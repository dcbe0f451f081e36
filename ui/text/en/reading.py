"""The words of the tools on the page of a document in English."""

from ui.text.reading_words import ReadingWords

READING_EN = ReadingWords(
    tools_label="Reading tools",
    find_label="Find in this document (its words are Chinese)",
    find="Find",
    found="“{words}” found {n} times",
    found_many="“{words}” found more than {n} times; the first {n} are marked",
    found_none="“{words}” is not in this document",
    place="{at} of {n}",
    before="Previous",
    after="Next",
    copy="Copy selection with its source",
    copied="Selection and source copied",
    select_first="Select some of the text first.",
    official_label="Official page",
    official="Open at {host}",
    editions_label="Earlier editions",
    edition="Edition of {date}",
    edition_undated="Earlier edition (checksum {checksum})",
)
