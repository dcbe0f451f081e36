"""Where clauses end in Chinese text, by what a clause is wanted for."""

import re

FULL_STOPS = "。！？!?"
_LONG_STOPS = "。；;"

# A statement of its own: also what a colon announces. A comma between digits parts thousands.
CLAUSE_END = re.compile(rf"[，；;{FULL_STOPS}：:]|,(?!\d{{3}})")
# A sentence, and what a semicolon parts like one.
SENTENCE_END = re.compile(f"[{FULL_STOPS}；;]")
# A statement with what announces it: what stands before a colon says what the rest is of.
ANNOUNCED_CLAUSE_END = re.compile(rf"[，,{_LONG_STOPS}]")
# Each member of a row as well: 新建学校3所、幼儿园5所.
MEMBER_END = re.compile(rf"[，,{_LONG_STOPS}、]")
# Clauses that commas hold together: the first of them has the subject of all.
SUBJECT_END = re.compile(rf"[{_LONG_STOPS}：:]")
# The first words of a sentence, whatever comes behind them.
OPENING_END = re.compile(rf"[，,{_LONG_STOPS}、：:]")
COMMA = re.compile("[，,]")


def clauses(text: str, end: re.Pattern[str] = CLAUSE_END) -> list[str]:
    """Return the clauses of a text in order, without what ends them; none is blank."""
    return [clause for clause in end.split(text) if clause.strip()]
