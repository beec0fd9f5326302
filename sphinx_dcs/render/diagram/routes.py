"""The way of an arrow, as lines and curves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dcs.render.diagram.drawing import Point, Route
from sphinx_dcs.render.diagram.gaps import WORDS_MARGIN

if TYPE_CHECKING:
    from sphinx_dcs.render.diagram.drawing import PlacedBox, Stroke
    from sphinx_dcs.render.diagram.gaps import Gap
    from sphinx_dcs.render.diagram.lanes import Span
    from sphinx_dcs.render.diagram.ports import Leg
    from sphinx_dcs.render.diagram.words import Words

_STEEPEST = 1.0
_TINY = 0.01
"""Less than this cannot be seen, in points."""


@dataclass(slots=True)
class _Pen:
    """Collects the points of a stroke."""

    points: list[Point]
    done: list[Stroke] = field(default_factory=list)

    def curve_to(self, x: float, y: float) -> None:
        """Draw a curve that is level at both ends; a line if they are equally high."""
        if abs(x - self.points[-1].x) < _TINY:
            return
        if len(self.points) > 1 and self._is_level(self.points[-4].y, y):
            del self.points[-3:]
        start = self.points[-1]
        middle = (start.x + x) / 2
        self.points += [Point(middle, start.y), Point(middle, y), Point(x, y)]

    def _is_level(self, *levels: float) -> bool:
        return all(abs(level - self.points[-1].y) < _TINY for level in levels)

    def lift_to(self, x: float) -> None:
        """Go on to the right without drawing."""
        level = self.points[-1].y
        self.done.append(tuple(self.points))
        self.points = [Point(x, level)]


def route(
    span: Span,
    legs: tuple[Leg, ...],
    words: Words,
    boxes: dict[str, PlacedBox],
    gaps: tuple[Gap, ...],
) -> Route:
    """Return the way of an arrow.

    Parameters
    ----------
    legs : tuple of Leg
        Its parts, one for each gap.
    words : Words
        Its label, in no place yet.
    boxes : dict
        By id, in their places.
    """
    arrow = span.arrow
    left, right = boxes[span.left], boxes[span.right]
    start = Point(left.x + left.border(legs[0].start), legs[0].start)
    if span.is_loop:
        end = Point(right.x + right.border(legs[0].end), legs[0].end)
        strokes, words = _loop(start, end, legs[0], words, gaps[legs[0].gap])
    else:
        end = Point(right.x - right.border(legs[-1].end), legs[-1].end)
        strokes, words = _way(start, end, legs, words, gaps)
        strokes = _turned(strokes, left, right)
    if arrow.source != span.left:
        strokes = tuple(stroke[::-1] for stroke in reversed(strokes))
    return Route(arrow.source, arrow.target, strokes, words, arrow.both_ways)


def _way(
    start: Point, end: Point, legs: tuple[Leg, ...], words: Words, gaps: tuple[Gap, ...]
) -> tuple[tuple[Stroke, ...], Words]:
    pen = _Pen([start])
    for leg in legs:
        gap, is_last = gaps[leg.gap], leg is legs[-1]
        if gap.has_words:
            pen.curve_to(gap.words_left, leg.way)
            if is_last and words.lines:
                words = words.at(gap.centre, leg.way)
                pen.curve_to(gap.centre - words.width / 2 - WORDS_MARGIN, leg.way)
                pen.lift_to(gap.centre + words.width / 2 + WORDS_MARGIN)
            pen.curve_to(gap.words_right, leg.way)
        pen.curve_to(end.x if is_last else gap.right, leg.end)
        if not is_last:
            pen.curve_to(gaps[leg.gap + 1].left, leg.end)
    return (*pen.done, tuple(pen.points)), words


def _turned(strokes: tuple[Stroke, ...], left: PlacedBox, right: PlacedBox) -> tuple[Stroke, ...]:
    """Turn the ends of bends at circles towards the middle of the circle."""
    first = _turned_start(strokes[0], left)
    strokes = (first, *strokes[1:])
    last = _turned_start(strokes[-1][::-1], right)[::-1]
    return (*strokes[:-1], last)


def _turned_start(stroke: Stroke, box: PlacedBox) -> Stroke:
    start, control, _, end = stroke[:4]
    if box.shape != "circle" or abs(start.y - end.y) < _TINY:
        return stroke
    # Half the slope of the border's normal, but never beyond where the bend ends.
    slope = (start.y - box.y) / (start.x - box.x) * (box.width / box.height) ** 2 / 2
    rise = max(-_STEEPEST, min(_STEEPEST, slope)) * (control.x - start.x)
    low, high = sorted((start.y, end.y))
    return (start, Point(control.x, max(low, min(high, start.y + rise))), *stroke[2:])


def _loop(
    start: Point, end: Point, leg: Leg, words: Words, gap: Gap
) -> tuple[tuple[Stroke, ...], Words]:
    """Draw a bend that leaves the lane to the right and returns, its words beside it."""
    # A cubic curve goes three quarters of the way to its controls.
    furthest = gap.left + (gap.words_left - gap.left) * 4 / 3 - WORDS_MARGIN
    stroke = (start, Point(furthest, start.y), Point(furthest, end.y), end)
    x = gap.words_left + WORDS_MARGIN + words.width / 2
    return (stroke,), words.at(x, leg.way)
