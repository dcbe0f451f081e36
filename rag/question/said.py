"""What people and reports say, language by language: the one reader of the lists in lang/.

A list is a table of a TOML file: `said("asks.figure")` is the table `[figure]` of every language's asks.toml. It says
what it is for (`for`) and holds `words`, which are found as they stand, and `patterns`, small regular expressions that
may name another list of the language in braces: `{forms.titles}`.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Self, TypeVar

from pydantic import ConfigDict, Field, ValidationError, model_validator

from index.records import Frozen
from index.words.lists import any_of, rows
from index.words.terms import fold
from rag.errors import WordListError

LANGUAGES = Path(__file__).parent / "lang"
_ABOUT = "language.toml"
_REFERENCE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")
_LATIN = re.compile("[a-z]{3,}")
_Kind = TypeVar("_Kind", bound=Frozen)


class WordList(Frozen):
    """A list of one language: words as they stand, folded, and small regular expressions on folded text."""

    model_config = ConfigDict(validate_by_alias=True)

    purpose: str = Field(alias="for", min_length=1)
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.words and not self.patterns:  # as an expression it would be found anywhere
            raise ValueError("neither words nor patterns")
        return self


class About(Frozen):
    """What holds for all lists of a language.

    `adds_to` names the language that it shares its texts and its other lists with, as Cantonese does with Chinese.
    `words_apart` where blanks part words: only whole words are found then. `absent` says why it has no list of a name,
    or none of a file.
    """

    name: str
    adds_to: str = ""
    words_apart: bool = False
    absent: Mapping[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class LanguageLists:
    """The lists of one language by name, and those of the language that it adds to."""

    about: About
    lists: Mapping[str, WordList]
    base: "LanguageLists | None"

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return what finds anything that a list of the language says, words longest first, then the expressions.

        Raises:
            WordListError: the list names one that is not there, or one of its expressions is none.
        """
        expression = self._expression(name)
        try:
            return re.compile(rf"\b(?:{expression})\b" if self.about.words_apart else expression)
        except re.error as error:
            raise WordListError(f"the list {name} in {self.about.name} is no regular expression: {error}") from error

    def _expression(self, name: str) -> str:
        held = self.lists.get(name) or (self.base.lists.get(name) if self.base else None)
        if held is None:
            raise WordListError(f"a list in {self.about.name} names {{{name}}}, which is not there")
        named = (_REFERENCE.sub(lambda found: f"(?:{self._expression(found[1])})", one) for one in held.patterns)
        return "|".join((*([any_of(held.words)] if held.words else []), *named))

    def lacks(self, name: str) -> bool:
        """Return whether the language says that it has no such list, or leaves it to the one that it adds to."""
        is_declared = bool({name, name.partition(".")[0]} & self.about.absent.keys())
        return is_declared or bool(self.base and (name in self.base.lists or self.base.lacks(name)))


@dataclass(frozen=True)
class Said:
    """A list in all languages. It is read and compiled when it is first looked for."""

    name: str
    folder: Path = LANGUAGES

    def found(self, folded: str) -> bool:
        """Return whether a folded text says any of it."""
        return any(pattern.search(folded) for pattern in self.patterns)

    def search(self, folded: str) -> re.Match[str] | None:
        """Return what a folded text says first of it."""
        found = (pattern.search(folded) for pattern in self.patterns)
        return min(filter(None, found), key=lambda match: match.start(), default=None)

    def match(self, folded: str) -> re.Match[str] | None:
        """Return what a folded text begins with of it."""
        return next(filter(None, (pattern.match(folded) for pattern in self.patterns)), None)

    def fullmatch(self, folded: str) -> re.Match[str] | None:
        """Return the match of a folded text that says this and nothing else."""
        return next(filter(None, (pattern.fullmatch(folded) for pattern in self.patterns)), None)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """Yield all that a folded text says of it, language by language."""
        for pattern in self.patterns:
            yield from pattern.finditer(folded)

    def count(self, folded: str) -> int:
        """Return how often a folded text says any of it."""
        return sum(1 for _ in self.finditer(folded))

    def sub(self, by: str | Callable[[re.Match[str]], str], folded: str) -> str:
        """Return a folded text with something else in the place of all it says of it."""
        for pattern in self.patterns:
            folded = pattern.sub(by, folded)
        return folded

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds it, one a language that has such a list.

        Raises:
            WordListError: no language has one, or one cannot be read.
        """
        held = [lists for lists in languages(self.folder).values() if self.name in lists.lists]
        if not held:
            raise WordListError(f"no language in {self.folder} has a list {self.name}")
        return tuple(lists.pattern(self.name) for lists in held)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in all languages, in order.

        Raises:
            WordListError: a list cannot be read.
        """
        every = languages(self.folder).values()
        return tuple(word for lists in every if self.name in lists.lists for word in lists.lists[self.name].words)


@cache
def said(name: str) -> Said:
    """Return the list of a name, as file.table, in all languages of the package."""
    return Said(name)


def names(group: str, folder: Path = LANGUAGES) -> tuple[str, ...]:
    """Return the names of the tables that a file has in any language, each once, in the order they stand there.

    Raises:
        WordListError: a list cannot be read.
    """
    every = (name for lists in languages(folder).values() for name in lists.lists)
    return tuple(dict.fromkeys(name.partition(".")[2] for name in every if name.partition(".")[0] == group))


@cache
def latin_words(code: str, folder: Path = LANGUAGES) -> frozenset[str]:
    """Return the words in Latin letters that the lists of a language hold, in their expressions as well."""
    held = languages(folder)[code].lists.values()
    return frozenset(
        word for one in held for said_so in (*one.words, *one.patterns) for word in _LATIN.findall(said_so)
    )


@lru_cache(maxsize=32)
def tables(name: str, folder: Path = LANGUAGES) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Return the two-column table `name`.tsv of each language that has one: folded words → the words of a line each.

    Raises:
        WordListError: a list cannot be read.
    """
    paths = (folder / code / f"{name}.tsv" for code in languages(folder))
    return tuple({fold(key): tuple(value.split()) for key, value in rows(path)} for path in paths if path.exists())


@lru_cache(maxsize=32)
def glosses(code: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return a language's table `name`.tsv: the first field of each line, verbatim → the others."""
    return {key: tuple(others) for key, *others in rows(LANGUAGES / code / f"{name}.tsv")}


@lru_cache(maxsize=8)
def languages(folder: Path = LANGUAGES) -> Mapping[str, LanguageLists]:
    """Return the lists of every language in a folder by its code; one that adds to another comes before it.

    What says more comes first: 几多 is one word, before 几 is looked for.

    Raises:
        WordListError: a file is no TOML, or holds what no list has; the message names it.
    """
    about = {path.parent.name: _as(About, _read(path), path) for path in sorted(folder.glob(f"*/{_ABOUT}"))}
    found: dict[str, LanguageLists] = {}
    for code in sorted(about, key=lambda code: (bool(about[code].adds_to), code)):
        found[code] = LanguageLists(about[code], _lists(folder / code), found.get(about[code].adds_to))
    return {code: found[code] for code in sorted(found, key=lambda code: (not about[code].adds_to, code))}


def _lists(folder: Path) -> dict[str, WordList]:
    return {
        f"{path.stem}.{name}": _as(WordList, table, path)
        for path in sorted(folder.glob("*.toml"))
        if path.name != _ABOUT
        for name, table in _read(path).items()
    }


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordListError(f"cannot read the lists in {path}: {error}") from error


def _as(kind: type[_Kind], table: object, path: Path) -> _Kind:
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        raise WordListError(f"a list in {path} is wrong: {first['loc']} {first['msg']}") from error
