"""Of what the figures of a sentence are: the words before or behind each, with what it leaves to those before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.figures.members import Member
from index.figures.stated import ROUNDED
from index.words.figures import WORDS
from index.words.lists import any_of

_MARK = re.compile(r"^\s*(?:[①-⑳㉑-㉟㊱-㊿]|[(（]\d{1,2}[)）]|\d{1,2}[.、．])?[\s，,、。—-]*")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_DATED = re.compile(
    r"^(?:(?:19|20)\d{2}\s*年(?:度|[底末初]|上半年|下半年)?|\d{1,2}\s*月(?:份|底)?|[近这五十三]+年(?:来|间)?)"
)
_OPENING = re.compile(rf"^(?:{any_of(WORDS['opening'])})")
_WHOLE = re.compile(rf"^(?:{any_of(WORDS['whole'])})(?=\w\w)")
_CHANGES = any_of((*WORDS["rises"], *WORDS["falls"]))
_BETWEEN = re.compile(
    rf"(?:{any_of((*WORDS['between'], *WORDS['more_than'], *WORDS['yearly'], *WORDS['at_least'], *WORDS['at_most']))}"
    rf"|(?<!新)(?:{_CHANGES})[了到至]?|(?:{any_of(WORDS['moves'])})[到至为]|{ROUNDED}|(?<![人户月日年])均)$"
)
_NAMED_FIRST = re.compile(r".*等(?!级|于|候|待)(?=.)")  # 甲、乙等企业5家 is of 企业
_VERBS = re.compile(rf"^(?:{any_of(WORDS['verbs'])})+了?")
_OF_IT = re.compile(rf"(?:{any_of(WORDS['of_it'])})$")
_SHARE_OF = re.compile(r"^(?:占|居(?=全|世))")
_IN_TURN = re.compile(any_of(WORDS["in_turn"]))
_FARES = re.compile(rf"^(?P<thing>[^，,、。；;]{{2,16}}?)(?:{any_of(WORDS['fares'])})")
_ROW = re.compile(r"[、与]|和(?!平|谐)|以及|及(?!以)")
_LISTED = re.compile("、")
_HEAD = re.compile(rf"(?:{any_of(WORDS['heads'])})$")
_NO_NOUN = re.compile(r"^(?:为|用于|以|于|由|在|向|对|等(?!级)|左右|以上|以内|的(?:较|水平|目标|速度|增速|良好))")
_SHORT = 6  # characters of a member that has its head from the last of its row


@dataclass
class SentenceSubjects:
    """The subjects of the figures of one sentence, in order."""

    text: str
    members: Sequence[Member]
    _whole: str = ""  # the last subject, which 增长3% is of
    _own: str = ""  # the last that its clause names itself, which 占全国9成 is of
    _announced: str = ""  # the last clause without a figure, which tells of what those behind it are
    _row: list[str] = field(default_factory=list)
    _next_of_row: int = 0

    def read(self) -> list[str]:
        """Return the subject of each figure; empty where the sentence names none."""
        found: list[str] = []
        verb = ""
        for at, member in enumerate(self.members):
            verb = "" if member.opens else verb
            if not member.figures:
                self._announced = self.text[member.start : member.end]
            for number in range(len(member.figures)):
                before = member.before(self.text, number)
                if number and before.startswith("的"):
                    before = before.removeprefix("的")
                subject = self._subject(at, number, before, verb)
                verb = verb or _leading_verb(clean(before))
                found.append(subject)
        return found

    def _subject(self, at: int, number: int, before: str, verb: str) -> str:
        member = self.members[at]
        behind = _behind(member.behind(self.text, number), member.figures[number].measure, before)
        in_turn = _in_turn(before)
        if in_turn is None and not number and not behind and self._is_row(at, before):
            in_turn = before
        told = "" if in_turn is not None or clean(before) else self._faring(at)
        if told:
            self._row = []
            return self._named(told)
        if in_turn is not None:
            self._row, self._next_of_row = self._names(in_turn, self._n_of_row(at)), 0
        front = clean(before if in_turn is None else in_turn)
        if behind and before.rstrip().endswith("等"):  # 甲、乙等5项工程 is of 工程
            front = _leading_verb(front)
        if in_turn is not None or (self._row and not front and not behind and not member.opens):
            return self._of_row(front)
        if front or behind:
            self._row = []
        return self._own_subject(front, behind, at, verb)

    def _names(self, in_turn: str, n: int) -> list[str]:
        """Return the names of a row: those before 分别, else those of the row or of the clause before it."""
        front = clean(in_turn)
        if front and not _is_of_it(front):
            return _names(in_turn, n)
        return self._row or _names(self._announced, n)

    def _is_row(self, at: int, before: str) -> bool:
        """Return whether so many names stand before a figure as bare figures of its kind do in a row from it on."""
        n, first = self._n_of_row(at), self.members[at].figures[0]
        row = [figure for member in self.members[at : at + n] for figure in member.figures]
        is_alike = len(row) == n > 1 and all(figure.measure == first.measure for figure in row)
        return is_alike and len([name for name in _LISTED.split(_BRACKETED.sub("", before)) if clean(name)]) == n

    def _n_of_row(self, at: int) -> int:
        """Return how many figures stand in a row from a member's on."""
        n = 1
        for member in self.members[at + 1 :]:
            if member.opens or not member.figures or clean(member.before(self.text, 0)):
                break
            n += 1
        return n

    def _own_subject(self, front: str, behind: str, at: int, verb: str) -> str:
        if not behind and (not front or _is_of_it(front)):
            if not front and not self._own:
                return self._named(self._of_the_next(at, "") or clean(self._announced))
            base = self._whole if not front else self._own
            self._whole = base if not front else f"{base}{front}"
            return self._whole
        if not behind and _is_verb(front) and self._own:
            return self._named(f"{_without_verb(self._own)}{front}")
        shared = self._of_the_next(at, front) if not behind else ""
        if not front and behind and not self.members[at].opens and self._shares_front(at):
            return self._named(f"{self._shared_front(at)}{behind}")
        named = f"{front}{behind or shared}"
        return self._named(named if _leading_verb(named) or not verb else f"{verb}{named}")

    def _faring(self, at: int) -> str:
        """Return what the clause before, without a figure, says how it does, where a level stands alone behind it."""
        before = self.members[at - 1] if at else None
        if before is None or before.figures or self.members[at].figures[0].is_change:
            return ""
        found = _FARES.match(self.text[before.start : before.end].strip("，,、 "))
        return clean(found["thing"]) if found else ""

    def _named(self, subject: str) -> str:
        self._own = self._whole = subject
        return subject

    def _of_row(self, front: str) -> str:
        names = self._row
        if len(names) < 2:  # one thing is in no row
            self._own = self._whole = front or (names[0] if names else self._whole)
            return self._whole
        name = names[self._next_of_row % len(names)]
        self._next_of_row += 1
        self._own = self._whole = name
        return name

    def _of_the_next(self, at: int, front: str) -> str:
        """Return the noun that stands behind the next figure of a row for this one too: 96户、183人脱贫."""
        if at + 1 >= len(self.members) or self.members[at + 1].opens or not self._is_bare(at):
            return ""
        following = self.members[at + 1]
        if not following.figures or clean(following.before(self.text, 0)):
            return ""
        return _behind(following.behind(self.text, 0), following.figures[0].measure, front)

    def _is_bare(self, at: int) -> bool:
        member = self.members[at]
        return bool(member.figures) and not member.behind(self.text, len(member.figures) - 1).strip(" 、")

    def _shares_front(self, at: int) -> bool:
        return at > 0 and self._is_bare(at - 1) and bool(self.members[at - 1].figures)

    def _shared_front(self, at: int) -> str:
        return clean(self.members[at - 1].before(self.text, 0))


def clean(words: str) -> str:
    """Return the name of a thing in the words before its figure, without what only leads on to the figure.

    Example:
        >>> clean("全年一般公共预算收入达到"), clean("，其中外国游客"), clean("同比")
        ('一般公共预算收入', '外国游客', '')
    """
    words = _MARK.sub("", _BRACKETED.sub("", words)).strip()
    words = re.sub(r"\s+", "", words)
    if _NAMED_FIRST.match(words):
        words = _leading_verb(_OPENING.sub("", words)) + _NAMED_FIRST.sub("", words)
    for pattern in (_BETWEEN, _DATED, _OPENING):
        before = ""
        while before != words:
            before, words = words, pattern.sub("", words).strip("，,、：:—-…")
    return words


def key_of(subject: str) -> str:
    """Return a subject as it is compared, of text that is folded: letters, figures and characters
    alone, without the area that the whole document is of.
    """
    return _WHOLE.sub("", re.sub(r"[^\w]", "", subject))


def _behind(words: str, measure: str, before: str) -> str:
    """Return what is counted where it stands behind the figure; empty where the words before it say so."""
    words = re.sub(r"\s+", "", _BRACKETED.sub("", words))
    is_share = measure in ("%", "‰") or measure.startswith("个百分点")
    if (is_share and clean(before)) or _NO_NOUN.match(words):
        return ""
    words = re.sub(r"^的", "", words)
    words = re.sub(r"(?:[和与及、，,：:]|以及)+$", "", words)
    return words if re.match(r"[\u4e00-\u9fffA-Za-z“《\d]", words) else ""


def _in_turn(before: str) -> str | None:
    """Return the names of a row that 分别 gives figures to, one each; None where it does not."""
    found = list(_IN_TURN.finditer(before))
    if not found or clean(before[found[-1].start() :]):
        return None
    return before[: found[-1].start()]


def _names(row: str, n: int) -> list[str]:
    """Return the names of what a row gives `n` figures to; one where it does not name as many."""
    row = _BRACKETED.sub("", row)
    for joint in (_LISTED, _ROW):
        names = [name for name in map(clean, joint.split(row)) if name]
        if len(names) == n:
            return [*_with_head(names[:-1], names[-1]), names[-1]]
    whole = clean(row)
    return [whole] if whole else []


def _with_head(names: Sequence[str], last: str) -> list[str]:
    """Return names that a row cuts short, each with the head that stands behind the last: 甲市、乙市地铁客运量."""
    head = _HEAD.search(last)
    tail = head[0] if head else last[-3:]
    is_cut = [len(name) <= _SHORT and len(last) > len(name) + 2 and not name.endswith(tail) for name in names]
    return [f"{name}{tail}" if cut else name for name, cut in zip(names, is_cut, strict=True)]


def _is_of_it(front: str) -> bool:
    return bool(_OF_IT.fullmatch(front) or _SHARE_OF.match(front))


def _is_verb(front: str) -> bool:
    return bool(_VERBS.fullmatch(front))


def _leading_verb(front: str) -> str:
    found = _VERBS.match(front)
    return found[0] if found else ""


def _without_verb(subject: str) -> str:
    return _VERBS.sub("", subject) or subject
