"""Inline text: the words of a paragraph or cell, with what little markup they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

TargetKind = Literal["section", "table", "figure", "ae", "note"]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised text."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the statement."""

    uri: str
    children: Inline


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to something in the statement.

    Attributes
    ----------
    kind : {"section", "table", "figure", "ae", "note"}
        What is referred to. A note is one under the same table.
    target : str
        Its slug within the statement; the number of the note for a note.
    text : str
        What the reader sees, "Table 1-2".
    """

    kind: TargetKind
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph or cell."""


Span: TypeAlias = str | Strong | Emphasis | Code | Link | Reference | LineBreak
Inline: TypeAlias = tuple[Span, ...]
"""Text of one paragraph or cell."""


def plain_text(inline: Inline) -> str:
    """Return the words of inline text without its markup."""
    if len(inline) == 1 and isinstance(inline[0], str):
        return inline[0]
    return "".join(_plain(span) for span in inline)


def _plain(span: Span) -> str:
    if isinstance(span, str):
        return span
    if isinstance(span, LineBreak):
        return "\n"
    if isinstance(span, Strong | Emphasis | Link):
        return plain_text(span.children)
    return span.text
