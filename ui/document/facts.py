"""What is known of a document as people read it: issuer, date, kind, the years it covers. Pure."""

from collections.abc import Iterable
from datetime import date
from html import escape

from index.records import DocumentEntry
from ui.text.source_words import SourceWords

CHINESE = "zh-CN"  # what the documents and their catalog are written in


def facts(document: DocumentEntry, words: SourceWords) -> str:
    """Return issuer, date and kind of a document, escaped, each kept on one line."""
    issuer = quoted(document.issuer) if document.issuer else escape(words.nameless)
    parts = (issuer, escape(date_of(document.issued, words)), kind_of(document, words))
    return escape(words.separator).join(f'<span class="keep">{part}</span>' for part in parts if part)


def quoted(text: str) -> str:
    """Return words of a document or of its entry in the catalog, escaped, with the language they are in."""
    return f'<span lang="{CHINESE}">{escape(text)}</span>' if text else ""


def kind_of(document: DocumentEntry, words: SourceWords) -> str:
    """Return a document's kind, escaped, in the reader's language where it is a known one."""
    return escape(words.kinds[document.kind]) if document.kind in words.kinds else quoted(document.kind)


def date_of(issued: date | None, words: SourceWords) -> str:
    """Return a date as people write it, or that there is none."""
    if issued is None:
        return words.undated
    month_name = words.month_names[issued.month - 1]
    return words.date.format(year=issued.year, month=issued.month, month_name=month_name, day=issued.day)


def covers(document: DocumentEntry, words: SourceWords) -> str:
    """Return the years a document reports and plans."""
    return words.separator.join(
        words.covers[cover.status].format(years=years_text(cover.years, words)) for cover in document.covers
    )


def years_text(years: Iterable[int], words: SourceWords) -> str:
    """Return years with consecutive ones as a range: (2019, 2020, 2022) is 2019—2020、2022."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return words.year_separator.join(
        words.year_range.format(first=run[0], last=run[-1]) if len(run) > 1 else str(run[0]) for run in runs
    )
