"""Gives a diagram its geometry.

The boxes of a lane stand below each other, the words of arrows in the gaps
between lanes. Every arrow is level where its words are; between there and the
boxes it bends. So neither boxes nor words can overlap, and no arrow crosses
words, however many there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_dcs.render.diagram.columns import positions
from sphinx_dcs.render.diagram.drawing import Boundary, Drawing
from sphinx_dcs.render.diagram.gaps import gap_at, has_boundary, labelled_gaps
from sphinx_dcs.render.diagram.lanes import columns_of, lanes_of, spans_of
from sphinx_dcs.render.diagram.ports import legs_of, ports_of, stretched
from sphinx_dcs.render.diagram.routes import route
from sphinx_dcs.render.diagram.sizes import Limits, heights_of, sizes_of
from sphinx_dcs.render.diagram.words import set_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dcs.render.diagram.columns import Heights
    from sphinx_dcs.render.diagram.drawing import PlacedBox, Route
    from sphinx_dcs.render.diagram.gaps import Gap
    from sphinx_dcs.render.diagram.lanes import Columns, Lane, Span
    from sphinx_dcs.render.diagram.ports import Boxes, Leg, Levels
    from sphinx_dcs.render.diagram.sizes import Sizes
    from sphinx_dcs.render.diagram.words import Words
    from sphinx_dcs.statement.model import Diagram

PAGE_WIDTH = 468.0
"""Width that drawings should not exceed in points: letter paper between margins of an inch."""

INTERFACE = "DICOM Standard Interface"
"""What the line between Application Entities and remote systems is called (PS3.2, data flow)."""

_LIMITS = (Limits(100, 100), Limits(84, 96), Limits(72, 92), Limits(72, 82), Limits(64, 74))
_MARGIN = 2.0
_HEADING_SPACE = 10.0
_BOUNDARY_SPACE = 4.0
_BOUNDARY_FONT = 8.0


def lay_out(diagram: Diagram, interface: str = INTERFACE) -> Drawing:
    """Return a diagram with its geometry, narrow enough for a page if that can be.

    Parameters
    ----------
    diagram : Diagram
        Lanes without boxes are not drawn.
    interface : str
        Words below the dashed line between a lane with Application Entities
        and a lane of systems; "" for no line.

    Raises
    ------
    ValueError
        If two boxes have the same id, or an arrow ends at a box that is not there.
    """
    lanes = lanes_of(diagram)
    spans = spans_of(lanes, diagram.arrows)
    columns = columns_of(lanes, spans)
    for limits in _LIMITS:
        drawing = _draw(_Plan(lanes, spans, columns, limits, interface))
        if drawing.width <= PAGE_WIDTH:
            break
    return drawing


@dataclass(frozen=True, slots=True)
class _Plan:
    """What stands where, before any lengths are known."""

    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    columns: Columns
    limits: Limits
    interface: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """Lanes and gaps from left to right."""

    centres: tuple[float, ...]
    gaps: tuple[Gap, ...]

    @property
    def right(self) -> float:
        """Right edge of the last."""
        return self.gaps[-1].right if self.gaps else _MARGIN


def _draw(plan: _Plan) -> Drawing:
    sizes = sizes_of(plan.lanes, plan.spans, plan.limits)
    heights = heights_of(sizes, plan.columns, plan.spans)
    circles = {box.id for box in sizes.boxes.values() if box.shape == "circle"}
    levels = positions(plan.columns, plan.spans, heights, circles)
    boxes = stretched(sizes.boxes, plan.columns, plan.spans, levels, heights)
    highest, lowest = _extent(levels, boxes, heights)
    down = _top(sizes.headings) - highest
    levels = {place: y + down for place, y in levels.items()}
    boxes = {id_: replace(box, y=box.y + down) for id_, box in boxes.items()}
    ports = ports_of(boxes, plan.spans, levels, labelled_gaps(plan.spans, sizes.labels))
    legs = [legs_of(index, span, levels, ports) for index, span in enumerate(plan.spans)]
    frame = _frame(plan, sizes, legs)
    placed = {
        box.id: _placed(boxes[box.id], x)
        for lane, x in zip(plan.lanes, frame.centres, strict=True)
        for box in lane.boxes
    }
    routes = tuple(
        route(span, parts, words, placed, frame.gaps)
        for span, parts, words in zip(plan.spans, legs, sizes.labels, strict=True)
    )
    drawing = Drawing(frame.right, lowest + down, _with_centre(placed, routes), routes)
    return _annotated(drawing, sizes.headings, frame, plan.interface)


def _top(headings: tuple[Words, ...]) -> float:
    """Return where boxes may begin."""
    height = max((words.height for words in headings), default=0)
    return _MARGIN + height + (_HEADING_SPACE if height else 0)


def _extent(levels: Levels, boxes: Boxes, heights: Heights) -> tuple[float, float]:
    """Return the top of the highest thing and the bottom of the lowest."""
    tops = [y - heights[place] / 2 for place, y in levels.items()]
    bottoms = [y + heights[place] / 2 for place, y in levels.items()]
    return (
        min(tops + [box.top for box in boxes.values()], default=0),
        max(bottoms + [box.bottom for box in boxes.values()], default=0),
    )


def _frame(plan: _Plan, sizes: Sizes, legs: Sequence[tuple[Leg, ...]]) -> _Frame:
    centres, gaps, left = [], [], _MARGIN
    for index, lane in enumerate(plan.lanes):
        boxes = [sizes.boxes[box.id].width for box in lane.boxes]
        width = max(*boxes, sizes.headings[index].width)
        centres.append(left + width / 2)
        gaps.append(_gap(index, left + width, plan, sizes, legs))
        left = gaps[-1].right
    return _Frame(tuple(centres), tuple(gaps))


def _gap(
    index: int, left: float, plan: _Plan, sizes: Sizes, legs: Sequence[tuple[Leg, ...]]
) -> Gap:
    passing = [
        (span, leg)
        for span, parts in zip(plan.spans, legs, strict=True)
        for leg in parts
        if leg.gap == index
    ]
    labels = zip(plan.spans, sizes.labels, strict=True)
    words = max((label.width for span, label in labels if span.label_gap == index), default=0)
    is_last = index + 1 == len(plan.lanes)
    boundary = bool(plan.interface) and not is_last and has_boundary(*plan.lanes[index : index + 2])
    return gap_at(left, passing, words, boundary=boundary, is_last=is_last)


def _placed(box: PlacedBox, x: float) -> PlacedBox:
    return replace(box, x=x, words=box.words.at(x, box.y))


def _with_centre(boxes: dict[str, PlacedBox], routes: tuple[Route, ...]) -> tuple[PlacedBox, ...]:
    """Return the boxes, the one that all arrows meet in marked as the centre."""
    shared = set(boxes).intersection(*({route.source, route.target} for route in routes))
    if len(shared) != 1 or len(routes) < 2:
        return tuple(boxes.values())
    return tuple(replace(box, is_centre=box.id in shared) for box in boxes.values())


def _annotated(
    drawing: Drawing, headings: tuple[Words, ...], frame: _Frame, interface: str
) -> Drawing:
    """Add headings and boundaries, and the room that they and the margin need."""
    top = _top(headings)
    boundaries = [
        _boundary(gap.boundary, top, drawing.height, interface)
        for gap in frame.gaps
        if gap.boundary is not None
    ]
    rights = [boundary.x + boundary.words.width / 2 for boundary in boundaries]
    bottoms = [boundary.words.y + boundary.words.height / 2 for boundary in boundaries]
    return replace(
        drawing,
        width=max([drawing.width, *rights]) + _MARGIN,
        height=max([drawing.height, *bottoms]) + _MARGIN,
        headings=tuple(
            words.at(x, _MARGIN + words.height / 2)
            for words, x in zip(headings, frame.centres, strict=True)
            if words.lines
        ),
        boundaries=tuple(boundaries),
    )


def _boundary(x: float, top: float, bottom: float, interface: str) -> Boundary:
    words = set_words(interface, "boundary", _BOUNDARY_FONT, PAGE_WIDTH)
    end = bottom + _BOUNDARY_SPACE
    left = max(x, words.width / 2 + _MARGIN)
    return Boundary(x, top, end, words.at(left, end + words.height / 2 + 2))
