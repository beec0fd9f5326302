"""How wide words are, and where their lines break.

Which font the reader has is not known when a drawing is made. Widths are
therefore estimated, a little wider than common sans-serif fonts are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Role = Literal["box", "arrow", "heading", "boundary"]

_WIDTHS = {
    " ijl'|I.,:;": 0.27,
    "ft/\\[]r()-!": 0.34,
    '`"{}': 0.46,
    "ckszxvyJ": 0.5,
    "mMW%@—…": 0.9,
    "w+<>=~^#": 0.76,
    "CDGOQHNRU&": 0.72,
}
_CHARACTER_WIDTHS = {each: width for group, width in _WIDTHS.items() for each in group}
_BOLD = 1.08
_ALLOWANCE = 1.06
"""For fonts that are wider than the average."""

_LINE = 1.25
"""Height of a line, in sizes of the font."""

_BASELINE = 0.35
"""From the middle of a line down to where its letters stand, in sizes of the font."""

_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_CLOSING = "、。，．）」』】〉》！？：；ー々"  # must not start a line
_SOFT_BREAK = re.compile(
    rf"(?<=[/_.\-])(?=\w)|(?<=[{_WIDE}])(?![{_CLOSING}])|(?=[{_WIDE}])(?![{_CLOSING}])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text around a point.

    Attributes
    ----------
    lines : tuple of str
        What each line says; () where there is nothing to say.
    role : {"box", "arrow", "heading", "boundary"}
        What the words belong to.
    size : float
        Size of the font in points.
    width : float
        Estimated width of the widest line in points.
    x, y : float
        Middle of the text in points.
    """

    lines: tuple[str, ...]
    role: Role
    size: float
    width: float
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return len(self.lines) * self.size * _LINE

    @property
    def baselines(self) -> list[float]:
        """Where the letters of each line stand, in points from the top."""
        first = self.y - self.height / 2 + self.size * (_LINE / 2 + _BASELINE)
        return [first + index * self.size * _LINE for index in range(len(self.lines))]

    def at(self, x: float, y: float) -> Words:
        """Return the words in another place."""
        return replace(self, x=x, y=y)


def set_words(text: str, role: Role, size: float, limit: float) -> Words:
    r"""Return text in lines no wider than a limit.

    Parameters
    ----------
    text : str
        Any text; "\n" breaks the line.
    size : float
        Size of the font in points.
    limit : float
        Width in points. Lines break between the items of a list, else between
        words, else within them. A single character may be wider.
    """

    def width(line: str) -> float:
        return text_width(line.strip(" "), size) * (_BOLD if role == "heading" else 1)

    lines = [
        line for part in clean_text(text).splitlines() for line in _wrapped(part, width, limit)
    ]
    return Words(tuple(lines), role, size, max(map(width, lines), default=0))


def text_width(text: str, size: float) -> float:
    """Return the estimated width of a line in points, for a size of font in points."""
    return sum(map(_character_width, text)) * size * _ALLOWANCE


@cache
def _character_width(character: str) -> float:
    if character in _CHARACTER_WIDTHS:
        return _CHARACTER_WIDTHS[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if category == "Lu":
        return 0.68
    return 0.57 if character.isalnum() or character.isascii() else 1


# --- what may be written ----------------------------------------------------------------------


def clean_text(text: str) -> str:
    r"""Return text that XML and TeX can hold, its lines separated by "\n".

    Blanks are made one, at the ends of a line none. What stands for no
    character (XML 1.0, section 2.2) is replaced by U+FFFD.
    """
    lines = (re.sub("[ \t]+", " ", line).strip(" ") for line in text.splitlines())
    return "\n".join("".join(map(_writable, line)) for line in lines)


def _writable(character: str) -> str:
    forbidden = unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"
    return "\ufffd" if forbidden else character


# --- breaking lines ---------------------------------------------------------------------------


def _items(text: str) -> list[str]:
    return re.split(r"(?<=[,;] )|(?<=[、，；])", text)


def _words(text: str) -> list[str]:
    return re.split(r"(?<= )", text)


def _parts(text: str) -> list[str]:
    return _SOFT_BREAK.split(text)


def _letters(text: str) -> list[str]:
    """Return characters, each with the marks that stand on it."""
    found: list[str] = []
    for character in text:
        if found and _character_width(character) == 0:
            found[-1] += character
        else:
            found.append(character)
    return found


_SPLITTERS = (_words, _parts, _letters)
"""Ways to break an item of a list, the better ones first."""


def _wrapped(text: str, width: Callable[[str], float], limit: float) -> list[str]:
    """Return lines as even as possible, as few as the limit allows."""
    items = [list(_pieces(item, lambda piece: width(piece) <= limit, 0)) for item in _items(text)]
    lines = _filled(items, width, limit)
    while True:
        widest = max(map(width, lines), default=0)
        narrower = _filled(items, width, widest - 0.01)
        if len(narrower) > len(lines) or max(map(width, narrower), default=0) >= widest:
            return lines
        lines = narrower


def _pieces(text: str, fits: Callable[[str], bool], step: int) -> Iterator[str]:
    """Yield text that is kept on one line; blanks stay at its end."""
    if fits(text) or step == len(_SPLITTERS):
        yield text
        return
    for part in _SPLITTERS[step](text):
        yield from _pieces(part, fits, step + 1)


def _filled(items: list[list[str]], width: Callable[[str], float], limit: float) -> list[str]:
    """Return lines; an item that must be broken begins a new one."""
    lines = [""]
    for item in items:
        if width(lines[-1] + "".join(item)) > limit:
            lines.append("")
        for piece in item:
            if width(lines[-1] + piece) > limit:
                lines.append("")
            lines[-1] += piece
    return [line.strip(" ") for line in lines if line.strip(" ")]
