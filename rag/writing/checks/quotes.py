"""Whether what a sentence has in quotation marks stands so in what it cites."""

import re

from index.read.five_year_plan import years_of_plans
from index.words.quotes import bare, in_quotes
from index.words.terms import unspaced
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch

_TITLES = re.compile(r"《([^》]*)》")
_ORDINAL = re.compile(r"第\d+\w?|首[次个家批届]")


def check_quotes(stretch: Stretch) -> Finding | None:
    """Return the first quoted expression, title or ordinal that is not there."""
    around = bare(unspaced(stretch.around))
    quoted = (*in_quotes(stretch.text), *_TITLES.findall(stretch.text), *_ORDINAL.findall(stretch.text))
    years = {year for source in stretch.sources for year in source.evidence.years}
    found = next((one for one in quoted if bare(unspaced(one)) not in around and not _is_time(one, years)), None)
    return Finding(fault=Fault.QUOTE, words=found) if found else None


def _is_time(quoted: str, years: set[int]) -> bool:
    """Return whether what is quoted names a five-year plan that what is cited is of: “十四五”期间."""
    named = years_of_plans(f"{quoted}时期", max(years, default=0))
    return bool(named) and set(named) <= years
