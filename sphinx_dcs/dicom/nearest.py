"""Finds the known word that a misspelled one was meant to be.

Comparing a word with ten thousand others letter by letter takes a tenth of a
second; a profile may hold hundreds of wrong words. So the few that share the
most groups of three letters are picked first, and only those are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_dcs.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

_GROUP = 3
_COMPARED = 40


class KnownWords:
    """Words to choose suggestions from.

    Parameters
    ----------
    words : iterable of str
        The words, each as a message should write it.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(words))
        self._sizes = [len(_groups(word)) for word in self._words]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for group in _groups(word):
                self._holders[group].append(number)

    def suggest(self, text: str) -> str:
        """Return ``" Did you mean 'x'?"`` for the nearest word, or ``""``."""
        return did_you_mean(text, self._alike(text))

    def _alike(self, text: str) -> list[str]:
        wanted = _groups(text)
        shared: Counter[int] = Counter()
        for group in wanted:
            shared.update(self._holders.get(group, ()))

        def likeness(number: int) -> float:
            return shared[number] / (len(wanted) + self._sizes[number])

        best = sorted(shared, key=likeness, reverse=True)[:_COMPARED]
        return [self._words[number] for number in best]


def _groups(word: str) -> set[str]:
    """Return the groups of letters of a word; its ends count as letters."""
    padded = f" {word.casefold()} "
    return {padded[start : start + _GROUP] for start in range(len(padded) - _GROUP + 1)}
