"""Lines and columns of a text, as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n?|\n")
_OTHER_BREAK = re.compile("[\x85\u2028\u2029]")


class Lines:
    """Where the lines of a text begin.

    Parameters
    ----------
    text : str
        The text.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at an index, from 0."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def yaml_counts_otherwise(text: str) -> bool:
    """Tell whether YAML 1.1 sees more lines in a text than editors do (YAML 1.1, section 5.4)."""
    return _OTHER_BREAK.search(text) is not None
