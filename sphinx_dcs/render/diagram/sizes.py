"""How large boxes and words are before anything has its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dcs.render.diagram.columns import WAY_SPACE
from sphinx_dcs.render.diagram.drawing import PlacedBox
from sphinx_dcs.render.diagram.words import Words, set_words

if TYPE_CHECKING:
    from sphinx_dcs.render.diagram.columns import Heights
    from sphinx_dcs.render.diagram.lanes import Columns, Lane, Place, Span
    from sphinx_dcs.statement.model import Box

PORT_SPACE = 9.0
"""Least room between two arrows at the border of a box, in points."""

PORT_INSET = 9.0
"""Least room between an arrow and the corner of a box, in points."""

_SHARP_INSET = 6.0
_BOX_FONT, _ARROW_FONT, _HEADING_FONT = 9.0, 8.0, 9.0
_HEADING_LIMIT = 92.0
_PADDING = 8.0
_LEAST_WIDTH, _LEAST_HEIGHT = 48.0, 30.0
_LEAST_CIRCLE = 44.0
_CIRCLE_WIDTH = 1.3  # of an ellipse to that of its words
_CIRCLE_REACH = 0.7  # part of an ellipse's height where arrows end
_SLACK = 4.0
_WAY_HEIGHT = 4.0
_PASSING_HEIGHT = 6.0


class Limits(NamedTuple):
    """Widest words in points: in boxes, and along arrows."""

    box: float
    arrow: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """All boxes and words, in no place yet.

    Attributes
    ----------
    boxes : dict
        By id.
    labels : tuple of Words
        One for each span.
    headings : tuple of Words
        One for each lane.
    """

    boxes: dict[str, PlacedBox]
    labels: tuple[Words, ...]
    headings: tuple[Words, ...]


def reach(box: PlacedBox) -> float:
    """Return how far above and below its middle arrows may end at a box."""
    if box.shape == "circle":
        return box.height / 2 * _CIRCLE_REACH
    return box.height / 2 - (PORT_INSET if box.shape == "rounded" else _SHARP_INSET)


def sizes_of(lanes: tuple[Lane, ...], spans: tuple[Span, ...], limits: Limits) -> Sizes:
    """Return boxes as wide as their lane needs and as high as their arrows need."""
    labels = tuple(
        set_words(span.arrow.label, "arrow", _ARROW_FONT, limits.arrow) for span in spans
    )
    headings = tuple(
        set_words(lane.heading, "heading", _HEADING_FONT, max(limits.box, _HEADING_LIMIT))
        for lane in lanes
    )
    boxes: dict[str, PlacedBox] = {}
    for lane in lanes:
        sized = [_sized(box, limits.box) for box in lane.boxes]
        width = max(box.width for box in sized)
        for box in sized:
            height = max(box.height, _height_for_arrows(box, spans, labels))
            boxes[box.id] = replace(box, width=width, height=height)
    return Sizes(boxes, labels, headings)


def _sized(box: Box, limit: float) -> PlacedBox:
    words = set_words(box.label, "box", _BOX_FONT, limit)
    if box.shape == "circle":
        width = max(_LEAST_CIRCLE * 1.5, words.width * _CIRCLE_WIDTH + _PADDING)
        # The corners of the words touch an ellipse of this height.
        corner = (1 - (words.width / width) ** 2) ** 0.5
        height = max(_LEAST_CIRCLE, words.height / corner + _PADDING)
    else:
        width = max(_LEAST_WIDTH, words.width + 2 * _PADDING)
        height = max(_LEAST_HEIGHT, words.height + 1.5 * _PADDING)
    return PlacedBox(box.id, box.shape, 0, 0, width, height, words)


def _height_for_arrows(box: PlacedBox, spans: tuple[Span, ...], labels: tuple[Words, ...]) -> float:
    """Return the height that gives every arrow its port, on the side that has more."""
    sides: tuple[list[float], list[float]] = ([], [])
    for span, words in zip(spans, labels, strict=True):
        height = max(words.height, _WAY_HEIGHT) + WAY_SPACE
        sides[1].extend(
            [height] * ((box.id == span.left) + (span.is_loop and box.id == span.right))
        )
        sides[0].extend([height] * (box.id == span.right and not span.is_loop))
    return max(_height_for_side(box, heights) for heights in sides)


def _height_for_side(box: PlacedBox, heights: list[float]) -> float:
    if box.shape == "circle":
        return (len(heights) - 1) * PORT_SPACE / _CIRCLE_REACH
    straight = sum(heights) - (heights[0] + heights[-1]) / 2 if heights else 0.0
    return max(straight, (len(heights) - 1) * PORT_SPACE) + 2 * PORT_INSET + _SLACK


def heights_of(sizes: Sizes, columns: Columns, spans: tuple[Span, ...]) -> Heights:
    """Return the height of every place in points."""
    return {place: _height(place, sizes, spans) for column in columns for place in column}


def _height(place: Place, sizes: Sizes, spans: tuple[Span, ...]) -> float:
    if place.box is not None:
        return sizes.boxes[place.box].height
    if place.column == 2 * spans[place.span].label_gap + 1:
        return max(_WAY_HEIGHT, sizes.labels[place.span].height)
    return _WAY_HEIGHT if place.column % 2 else _PASSING_HEIGHT
