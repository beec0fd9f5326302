"""Small helpers over inline text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.statement.model import Inline, Span


def joined(spans: Iterable[Span]) -> Inline:
    """Return the spans with neighbouring texts made one and empty ones left out."""
    found: list[Span] = []
    for span in spans:
        if isinstance(span, str) and found and isinstance(found[-1], str):
            found[-1] += span
        elif span != "":
            found.append(span)
    return tuple(found)


def separated(parts: Iterable[Inline], separator: Span) -> Inline:
    """Return parts with a separator between each two that have words.

    Annex N separates several values in a cell by a semicolon.
    """
    spans: list[Span] = []
    for part in parts:
        if part and spans:
            spans.append(separator)
        spans.extend(part)
    return joined(spans)
