"""Where arrows meet the borders of boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_dcs.render.diagram.columns import BOX_SPACE, arrange
from sphinx_dcs.render.diagram.sizes import PORT_INSET, PORT_SPACE, reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.render.diagram.columns import Heights
    from sphinx_dcs.render.diagram.drawing import PlacedBox
    from sphinx_dcs.render.diagram.lanes import Columns, Place, Span

Boxes: TypeAlias = "dict[str, PlacedBox]"
Levels: TypeAlias = "dict[Place, float]"
Edges: TypeAlias = "dict[Place, tuple[float, float]]"
"""Top and bottom of places."""


# --- boxes as high as the arrows that they meet -----------------------------------------------


def stretched(
    boxes: Boxes, columns: Columns, spans: tuple[Span, ...], levels: Levels, heights: Heights
) -> Boxes:
    """Return the boxes in their places, made higher where arrows can then be straight.

    A box that is alone in its lane gets as high as all that it is linked with.
    No box comes nearer to the next than it must.
    """
    edges = {place: (y - heights[place] / 2, y + heights[place] / 2) for place, y in levels.items()}
    for column in columns[::2]:
        for index, place in enumerate(column):
            if place.box is not None and boxes[place.box].shape != "circle":
                top, bottom = _extent(place, spans, edges, is_alone=len(column) == 1)
                above = edges[column[index - 1]][1] + BOX_SPACE if index else -inf
                below = edges[column[index + 1]][0] - BOX_SPACE if column[index + 1 :] else inf
                own = edges[place]
                edges[place] = min(own[0], max(top, above)), max(own[1], min(bottom, below))
    return {
        place.box: replace(boxes[place.box], y=(top + bottom) / 2, height=bottom - top)
        for place, (top, bottom) in edges.items()
        if place.box is not None
    }


def _extent(
    place: Place, spans: tuple[Span, ...], edges: Edges, *, is_alone: bool
) -> tuple[float, float]:
    """Return where the top and the bottom of a box should be."""
    ways = [way for span in spans for way in (span.places, span.places[::-1]) if way[0] == place]
    if len(ways) < 2:
        return edges[place]
    centres = [sum(edges[way[1]]) / 2 for way in ways]
    far = [edges[way[2]] for way in ways if is_alone]
    return (
        min([centre - PORT_INSET for centre in centres] + [top for top, _ in far]),
        max([centre + PORT_INSET for centre in centres] + [bottom for _, bottom in far]),
    )


# --- ports ------------------------------------------------------------------------------------


class End(NamedTuple):
    """The left or the right end of a span."""

    span: int
    is_right: bool

    def way(self, spans: tuple[Span, ...]) -> Place:
        """Return the place in the gap next to the end."""
        return spans[self.span].places[-2 if self.is_right else 1]


Ports: TypeAlias = dict[End, float]
"""How high each end of a span meets its box."""


def ports_of(
    boxes: Boxes, spans: tuple[Span, ...], levels: Levels, labelled: frozenset[int]
) -> Ports:
    """Return where spans meet their boxes, those of one side apart from each other.

    Parameters
    ----------
    labelled : frozenset of int
        The gaps that hold words. There an arrow runs level with its words;
        elsewhere straight to the other box.
    """
    sides: dict[tuple[str, bool], list[End]] = {}
    for id_, is_right_side, end in _ends(spans):
        sides.setdefault((id_, is_right_side), []).append(end)
    found: Ports = {}
    # Circles first: a box has more room to be level with a circle than the reverse.
    for (id_, _), ends in sorted(
        sides.items(), key=lambda side: boxes[side[0][0]].shape != "circle"
    ):
        wanted = {end: _wanted(end, spans, levels, labelled, found) for end in ends}
        ends.sort(key=wanted.__getitem__)
        found.update(zip(ends, _side_ports(boxes[id_], [wanted[end] for end in ends]), strict=True))
    return found


def _ends(spans: tuple[Span, ...]) -> Iterator[tuple[str, bool, End]]:
    """Yield each end with its box and whether it is on the box's right side."""
    for index, span in enumerate(spans):
        yield span.left, True, End(index, is_right=False)
        yield span.right, span.is_loop, End(index, is_right=True)


def _wanted(
    end: End, spans: tuple[Span, ...], levels: Levels, labelled: frozenset[int], found: Ports
) -> float:
    span = spans[end.span]
    other = End(end.span, not end.is_right)
    if other in found and len(span.places) == 3 and span.first not in labelled:
        return found[other]
    return levels[end.way(spans)]


def _side_ports(box: PlacedBox, wanted: list[float]) -> list[float]:
    """Return places near to the wanted ones, or even ones where that looks better."""
    room, count = reach(box), len(wanted)
    # A level line meets the upper and lower parts of a circle at too flat an angle.
    level = room / 2 if box.shape == "circle" else room
    reaches_all = all(abs(each - box.y) <= level for each in wanted)
    if reaches_all or (count > 1 and box.shape != "circle"):
        return arrange(wanted, [PORT_SPACE] * (count - 1), low=box.y - room, high=box.y + room)
    space = min(PORT_SPACE * 1.2, 2 * room / max(count - 1, 1))
    even = [box.y + (index - (count - 1) / 2) * space for index in range(count)]
    # A bend so small would look like a mistake.
    near = [abs(port - each) < PORT_SPACE / 4 for port, each in zip(even, wanted, strict=True)]
    return [
        each if is_near else port for port, each, is_near in zip(even, wanted, near, strict=True)
    ]


# --- legs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a span in one gap.

    Attributes
    ----------
    gap : int
        The gap, counted from 0.
    start, way, end : float
        How high it is at the left lane, in the middle of the gap and at the
        right lane; a loop ends at the left lane, too.
    """

    gap: int
    start: float
    way: float
    end: float


def legs_of(index: int, span: Span, levels: Levels, ports: Ports) -> tuple[Leg, ...]:
    """Return the parts of a span from left to right.

    Parameters
    ----------
    index : int
        Number of the span.
    """
    inner = span.places[1:-1]
    heights = [ports[End(index, False)], *map(levels.__getitem__, inner), ports[End(index, True)]]
    return tuple(
        Leg(place.column // 2, heights[at], heights[at + 1], heights[at + 2])
        for at, place in enumerate(inner)
        if place.column % 2
    )
