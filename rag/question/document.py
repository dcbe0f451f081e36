"""Which document a question names: by title, short title, number, or kind with year and place; held or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.catalog.front import NUMBER
from index.places.gazetteer import gazetteer
from index.records import DocumentEntry
from index.words.terms import fold
from rag.question.named_place import Place
from rag.question.place import Places
from rag.question.said import Said, names, said

_REPORTS = tuple(said(f"reports.{name}") for name in names("reports"))
_ANY_REPORT = said("reports.report")  # the word alone needs others around it
_PAPERS = tuple(said(f"papers.{name}") for name in names("papers"))
_IN_FRONT, _BEHIND = said("documents.in_front"), said("documents.behind")
_POINTING, _ARTICLE, _BETWEEN = said("documents.pointing"), said("documents.article"), said("documents.between")
_SAYING = said("documents.saying")
_YEAR_BEHIND, _YEAR_JOINED = said("documents.year_behind"), said("documents.year_joined")
_QUOTES = '"“”「」『』《》〈〉'
_NO_QUOTES = dict.fromkeys(map(ord, _QUOTES))
_ANY_QUOTES = f"[{_QUOTES}]*"
_NUMBERED = re.compile(r"([\u4e00-\u9fff]{2,12})[〔\[【(]\s*(\d{4})\s*[〕\]】)]\s*第?\s*(\d+)\s*号?")
_TITLED = re.compile(r"[《〈]([^》〉]{2,80})[》〉]")
_PARTS = re.compile(r"[：:——]+|\s{2,}")
_IN_QUOTES = re.compile(r"[《“\"]([^》”\"]{2,80})[》”\"]")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_YEAR_IN_FRONT = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年度?)?\s*(?:\d{1,2}月)?(?:年?初)?(?P<between>\D{0,24}?)$")
_LEADING_YEAR = re.compile(r"^(?:19|20)\d{2}年?度?")
_SHORTEST = 4  # characters of a short title
_STANDS_ALONE = 8  # characters of one that needs no word around it to be a document's name
_NEAREST = 3  # held documents that are named instead of one that is not


@dataclass(frozen=True)
class NamedDocuments:
    """The documents that a question names. `rest` is the question without the name, and so without its year.

    `is_kind` where only a kind is named, which others may answer as well. `not_held` is the name of one that is not
    held, as it was asked; `nearest` are the titles of those that come next to it.
    """

    rest: str
    doc_ids: tuple[str, ...] = ()
    is_kind: bool = False
    not_held: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Held:
    """A held document with what it can be called by; years are those of its title, else of its day."""

    entry: DocumentEntry
    number: tuple[str, str, str] | None
    titles: tuple[str, ...]
    years: frozenset[int]
    called: str

    def is_of(self, kind: Said) -> bool:
        return kind.found(self.called)


@dataclass(frozen=True)
class _Mention:
    """Where a question names a document: those that are meant, or where none is, those near to it."""

    start: int
    end: int
    meant: tuple[_Held, ...]
    is_kind: bool = False
    near: tuple[_Held, ...] = ()
    years: frozenset[int] = frozenset()
    is_aside: bool = False  # a word that is a document's only beside another document's name


class Documents:
    """The names of the documents of a corpus.

    Args:
        entries: what the catalogue says of them.
        places: that they are about.
    """

    def __init__(self, entries: Iterable[DocumentEntry], places: Places) -> None:
        self._held, self._places = tuple(map(_held, entries)), places
        titles = sorted({title for one in self._held for title in one.titles}, key=lambda title: (-len(title), title))
        self._reports = tuple(one for one in self._held if any(map(one.is_of, _REPORTS)))
        self._titles = {title: tuple(one for one in self._held if title in one.titles) for title in titles}

    def named(self, asked: str, places: Sequence[Place] = ()) -> NamedDocuments:
        """Return the documents that a folded question names, if it does.

        Args:
            asked: the question.
            places: it names; a kind is of these.
        """
        mentions: list[_Mention] = []
        for found in (*self._by_number(asked), *self._by_title(asked), *self._by_kind(asked, places)):
            overlaps = any(found.start < other.end and other.start < found.end for other in mentions)
            if not overlaps and not any(_calls_again(asked, other, found) for other in mentions):
                mentions.append(found)
        named = [mention for mention in mentions if not mention.is_aside]
        held = [mention for mention in mentions if mention.meant] if any(of.meant for of in named) else []
        if not held:
            return _missing(asked, named[0]) if named else NamedDocuments(asked)
        rest = asked
        for mention in sorted(held, key=lambda mention: -mention.start):
            rest = _without(rest, mention.start, mention.end)
        ids = _ids(one for mention in held for one in mention.meant)
        return NamedDocuments(rest, ids, is_kind=any(mention.is_kind for mention in held))

    def _by_number(self, asked: str) -> Iterator[_Mention]:
        for found in _NUMBERED.finditer(asked):
            held = tuple(one for one in self._held if one.number and _is_number(found, one.number))
            start = found.start() + _introduced(found[1])
            near = tuple(one for one in self._held if one.number) or self._held
            yield _Mention(start, found.end(), held, near=near)

    def _by_title(self, asked: str) -> Iterator[_Mention]:
        bare = asked.translate(_NO_QUOTES)
        for title, of in self._titles.items():
            if title not in bare:
                continue
            for found in re.finditer(_ANY_QUOTES.join(map(re.escape, title)), asked):
                start, end = _with_quotes(asked, *found.span())
                if len(title) >= _STANDS_ALONE or asked[start] in "《〈" or _is_framed(asked, start, end):
                    yield _Mention(start, end, of)
        of_kind = {(start, end) for _, start, end, years, _ in _kinds_in(asked) if years}
        for found in _TITLED.finditer(asked):  # 《2019年施政報告》 is no title, but a kind with its year
            if _is_framed(asked, *found.span()) and found.span(1) not in of_kind:
                kinds = [kind for kind in _kinds() if kind.found(found[1])]
                near = tuple(one for one in self._held if any(map(one.is_of, kinds))) or self._held
                yield _Mention(*found.span(), (), near=near)

    def _by_kind(self, asked: str, places: Sequence[Place]) -> Iterator[_Mention]:
        for kind, start, end, years, is_aside in _kinds_in(asked):
            of_kind = tuple(one for one in self._held if one.is_of(kind))
            wholes = (*places, *self._places.held_of(places))  # a part of a place has its documents
            about = tuple(one for one in of_kind if self._places.is_about(one.entry.doc_id, "", wholes))
            about = tuple(one for one in about if one.entry.issuer and fold(one.entry.issuer) in asked) or about
            meant = tuple(one for one in about if not years or one.years & years)
            is_own = any(kind.found(fold(one.entry.kind)) for one in meant)
            if meant or (years and kind in _REPORTS) or _ARTICLE.match(asked[end:].lstrip(" ,")):
                near = about or of_kind or (self._reports if kind in _REPORTS else ()) or self._held
                is_kind = not (years and is_own)
                yield _Mention(start, end, meant, is_kind, near, years, is_aside=is_aside)


def _calls_again(asked: str, named: _Mention, kind: _Mention) -> bool:
    """Return whether a kind right behind a name points at what is named: 《某文》那篇文章."""
    between = asked[named.end : kind.start]
    return named.end <= kind.start and bool(between.strip()) and not _POINTING.sub("", between).strip()


def _missing(asked: str, mention: _Mention) -> NamedDocuments:
    """Return that a document is not held, and the nearest that are: those of the years next to its own."""
    year = max(mention.years, default=0)
    ordered = sorted(
        mention.near, key=lambda one: min((abs(of - year) for of in one.years), default=year) if year else 0
    )
    nearest = tuple(one.entry.title for one in ordered[:_NEAREST])
    name = asked[mention.start : mention.end].strip(f" {_QUOTES}")
    return NamedDocuments(asked, not_held=name, nearest=nearest)


def _kinds_in(asked: str) -> Iterator[tuple[Said, int, int, frozenset[int], bool]]:
    """Yield where a question names a kind of document as one that is meant, with the years in its name, and whether
    it is one only beside another document.
    """
    for kind in _kinds():
        is_report = kind in _REPORTS
        for found in kind.finditer(asked):
            start, end, years, is_pointed = found.start(), found.end(), frozenset[int](), False
            before, behind = _YEAR_IN_FRONT.search(asked[:start]), _YEAR_BEHIND.match(asked[end:].lstrip())
            if before and _is_between(before["between"]):
                is_pointed = _POINTING.found(before["between"])  # 2021年那份报告
                earlier = _years_joined(asked[: before.start()])
                # Of several years the name is left out alone: what is asked is asked of each.
                start, years = start if earlier else before.start(), frozenset({int(before[1]), *earlier})
            elif behind:
                n_blanks = len(asked[end:]) - len(asked[end:].lstrip())
                end, years = end + n_blanks + behind.end(), frozenset({int(behind[1])})
            is_named = is_report and (kind is not _ANY_REPORT or is_pointed) and bool(years)
            if is_named or _is_framed(asked, start, end, is_pointed=not is_report):
                yield kind, start, end, years, False
            elif _is_framed(asked, start, end):
                yield kind, start, end, years, True


def _years_joined(before: str) -> frozenset[int]:
    """Return the years that are joined to one behind them: 2019年和 in front of 2021年的報告."""
    years: set[int] = set()
    while found := _YEAR_JOINED.search(before):
        years.add(int(found[1]))
        before = before[: found.start()]
    return frozenset(years)


def _introduced(words: str) -> int:
    """Return how many characters in front of an office's short name introduce it: 2 of 根据罗府办."""
    return next((at for at in range(len(words) - 1, 0, -1) if _IN_FRONT.found(words[:at])), 0)


def _kinds() -> tuple[Said, ...]:
    return (*_REPORTS, *_PAPERS)


def _held(entry: DocumentEntry) -> _Held:
    title = fold(entry.title)
    numbered = _NUMBERED.search(title)
    bare = _BRACKETS.sub("", NUMBER.sub("", title))
    whole = (title, bare, *_PARTS.split(bare), *_IN_QUOTES.findall(title))
    titles = dict.fromkeys(short for part in whole for short in _shortened(part))
    years = frozenset(map(int, _YEAR.findall(_IN_QUOTES.sub("", bare)))) or frozenset(map(int, _YEAR.findall(bare)))
    return _Held(
        entry=entry,
        number=(numbered[1], numbered[2], numbered[3]) if numbered else None,
        titles=tuple(title for title in titles if _is_name(title)),
        years=years or (frozenset({entry.issued.year}) if entry.issued else frozenset()),
        called=f"{fold(entry.kind)} {title}",
    )


def _shortened(part: str) -> Iterator[str]:
    """Yield part of a title as it may be called: without quotes, without the year and the place in front."""
    part = re.sub(f"[{_QUOTES}]", "", part).strip()
    yield part
    short = _LEADING_YEAR.sub("", part)
    named = gazetteer().named_in(short)
    if named and not named[0].start:
        short = short[named[0].end :]
    yield short


def _is_name(title: str) -> bool:
    """Return whether words are more than a kind, names of places and words of government."""
    rest = _BETWEEN.sub("", _nameless(title))
    for kind in _kinds():
        rest = kind.sub("", rest)
    return len(title) >= _SHORTEST and len(re.sub(r"[\W\d年]", "", rest)) > 1


def _nameless(text: str) -> str:
    """Return a folded text without the names of places."""
    for named in reversed(gazetteer().named_in(text)):
        text = text[: named.start] + text[named.end :]
    return text


def _is_between(text: str) -> bool:
    """Return whether what stands between year and kind belongs to the name: places and words of government."""
    return not _BETWEEN.sub("", _nameless(text)).strip(f" {_QUOTES}的")


def _is_framed(asked: str, start: int, end: int, *, is_pointed: bool = False) -> bool:
    """Return whether the words around make what stands between a document's name; `is_pointed` takes fewer of them."""
    before, behind = asked[:start].rstrip(_QUOTES), asked[end:].lstrip(" ,")
    if _POINTING.found(before) or _ARTICLE.match(behind):
        return True
    return not is_pointed and (_IN_FRONT.found(before) or bool(_BEHIND.match(behind)))


def _is_number(found: re.Match[str], number: tuple[str, str, str]) -> bool:
    return found[1].endswith(number[0]) and (found[2], found[3]) == number[1:]


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the quotation marks around it."""
    while start and text[start - 1] in _QUOTES:
        start -= 1
    while end < len(text) and text[end] in _QUOTES:
        end += 1
    return start, end


def _without(asked: str, start: int, end: int) -> str:
    """Return a question without the name of a document and the words that introduce it."""
    before = _POINTING.sub("", _IN_FRONT.sub("", asked[:start].rstrip(_QUOTES)))
    behind = asked[end:].lstrip(_QUOTES)
    said_in_it = _SAYING.match(behind)
    behind = behind[said_in_it.end() :] if said_in_it else behind
    return f"{before} {behind}".strip(" ,，:：")


def _ids(held: Iterable[_Held]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.entry.doc_id for one in held))
