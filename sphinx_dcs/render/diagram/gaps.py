"""How wide the gaps between lanes are, and where words stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dcs.render.diagram.lanes import Lane, Span
    from sphinx_dcs.render.diagram.ports import Leg
    from sphinx_dcs.render.diagram.words import Words

WORDS_MARGIN = 4.0
"""Room between a label and the line that it interrupts, in points."""

_EMPTY = 24.0
_BEND = (20.0, 44.0)
"""Least and greatest width of the bends on one side of the words."""

_CROSSING = (40.0, 64.0)
"""Least and greatest width of a gap without words."""

_STEEPNESS = 0.4
_BOUNDARY_ROOM = 14.0


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between two lanes, as places from left to right in points.

    Attributes
    ----------
    left, right : float
        Edges of the lanes.
    words_left, words_right : float
        Arrows are level from here to there; the same where no arrow has words.
    centre : float
        Middle of the words.
    boundary : float or None
        The dashed line, if there is one.
    """

    left: float
    words_left: float
    centre: float
    words_right: float
    right: float
    boundary: float | None = None

    @property
    def has_words(self) -> bool:
        """Whether an arrow has words here."""
        return self.words_right > self.words_left


def labelled_gaps(spans: Sequence[Span], labels: Sequence[Words]) -> frozenset[int]:
    """Return the gaps that hold words."""
    pairs = zip(spans, labels, strict=True)
    return frozenset(span.label_gap for span, words in pairs if words.lines)


def has_boundary(left: Lane, right: Lane) -> bool:
    """Return whether Application Entities are on one side only, and systems on the other."""
    shapes = [{box.shape for box in lane.boxes} for lane in (left, right)]
    return {"circle"} in shapes and {"box"} in shapes


def gap_at(
    left: float, legs: Sequence[tuple[Span, Leg]], words: float, *, boundary: bool, is_last: bool
) -> Gap:
    """Return a gap that begins at a place.

    Parameters
    ----------
    left : float
        Right edge of the lane before it in points.
    legs : sequence
        What passes it.
    words : float
        Width of the widest words in it in points; 0 without any.
    is_last : bool
        Whether no lane follows.
    """
    room = _BOUNDARY_ROOM if boundary else 0.0
    if not words:
        width = _width_without_words([leg for _, leg in legs], is_last=is_last) + room
        middle = left + width / 2
        return Gap(left, middle, middle, middle, left + width, middle if boundary else None)
    words_left = left + _bend([abs(leg.start - leg.way) for _, leg in legs])
    edge = words_left + words + 2 * WORDS_MARGIN
    ends = [abs(leg.end - leg.way) for span, leg in legs if not span.is_loop]
    right = edge + room + (0 if is_last else _bend(ends))
    line = edge + room / 2 if boundary else None
    return Gap(left, words_left, (words_left + edge) / 2, edge + room, right, line)


def _width_without_words(legs: Sequence[Leg], *, is_last: bool) -> float:
    if not legs:
        return 0 if is_last else _EMPTY
    return _BEND[0] if is_last else _between(_CROSSING, [abs(leg.start - leg.end) for leg in legs])


def _bend(falls: Sequence[float]) -> float:
    return _between(_BEND, falls)


def _between(bounds: tuple[float, float], falls: Sequence[float]) -> float:
    """Return the width that keeps bends from being steep, within bounds."""
    return max(bounds[0], min(bounds[1], _STEEPNESS * max(falls, default=0)))
