"""What is drawn of a corpus, kept for as long as that corpus answers: another may take its place at any time."""

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

from index.corpus import Corpus

P = ParamSpec("P")
T = TypeVar("T")


def kept_of_corpus(
    maxsize: int,
) -> Callable[[Callable[Concatenate[Corpus, P], T]], Callable[Concatenate[Corpus, P], T]]:
    """Keep what a function of a corpus returns, the latest `maxsize` of each corpus, and no corpus with it.

    functools.lru_cache would hold a corpus that was replaced, with all its files, until others had driven it out.
    """

    def keeping(function: Callable[Concatenate[Corpus, P], T]) -> Callable[Concatenate[Corpus, P], T]:
        kept: WeakKeyDictionary[Corpus, Callable[P, T]] = WeakKeyDictionary()

        def found(corpus: Corpus, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if corpus not in kept:
                kept[corpus] = _kept_apart(function, corpus, maxsize)
            return kept[corpus](*args, **kwargs)

        return found

    return keeping


def _kept_apart(function: Callable[Concatenate[Corpus, P], T], corpus: Corpus, maxsize: int) -> Callable[P, T]:
    weak = ref(corpus)

    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        held = weak()
        if held is None:  # whoever calls holds it
            raise ReferenceError("the corpus is gone")
        return function(held, *args, **kwargs)

    return lru_cache(maxsize)(called)  # type: ignore[return-value]
