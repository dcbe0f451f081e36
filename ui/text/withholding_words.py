"""What a language must have words for where answers are withheld by several. Names in braces are for `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.journal.records import Withholding


@dataclass(frozen=True)
class WithholdingWords:
    """All words of proposals to withhold an answer, or to show it again, in one language."""

    states: Mapping[Withholding, str]
    filter: str
    waiting: str  # n

    # What is proposed, and by whom
    proposed: str  # name, time
    show_proposed: str  # name, time
    agree_so: str  # names
    differ_so: str  # names
    needs: str  # n
    show_needs: str  # n
    decides: str
    others: str

    # What can be done
    propose_intro: str  # n
    propose: str
    propose_show: str
    agree: str
    differ: str
    take_back: str
    withhold: str
    decline: str
    show: str
    keep: str
    label: str  # what, question
    will_propose: str  # n
    key: str

    # The list
    open_title: str
    open_intro: str  # n
    nothing_open: str
    what: str
    said: str
    since: str
    action: str
    in_force_title: str
