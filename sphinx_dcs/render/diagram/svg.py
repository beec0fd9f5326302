"""Writes a drawing as SVG that stands in an HTML page.

Colours and fonts are those of the text around it, so that it fits a light and
a dark page alike. Every kind of mark has a class for style sheets, whose rules
win over the attributes that are written here.
"""

from __future__ import annotations

from html import escape
from math import hypot
from typing import TYPE_CHECKING

from sphinx_dcs.render.diagram.drawing import HEAD_LENGTH, HEAD_WIDTH, Point, curves, decimal
from sphinx_dcs.render.diagram.words import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.render.diagram.drawing import Boundary, Drawing, PlacedBox, Route, Stroke
    from sphinx_dcs.render.diagram.words import Words

_PIXELS = 1.5
"""CSS pixels for a point of the drawing: words of 9 points get 13.5 pixels."""

_TINTS = {"box": 0.04, "rounded": 0.04, "circle": 0.1}
_CENTRE_TINT = 0.1
_CORNERS = {"box": 2, "rounded": 11}
_NOTCH = 0.75  # length of a head along its line
_BOLD = frozenset({"heading"})


def write_svg(drawing: Drawing, prefix: str, title: str, description: str) -> str:
    """Return an ``<svg>`` element.

    Parameters
    ----------
    drawing : Drawing
        What to draw.
    prefix : str
        Begins the ids in the element; unique on the page, without blanks.
    title : str
        What the figure is, for those who cannot see it.
    description : str
        The figure in words.
    """
    name = escape(prefix)
    return "\n".join(
        [
            _start(drawing, name),
            f'<title id="{name}-title">{_text(title)}</title>',
            f'<desc id="{name}-description">{_text(description)}</desc>',
            *(_boundary(boundary) for boundary in drawing.boundaries),
            *(_route(route) for route in drawing.routes),
            *(_box(box) for box in drawing.boxes),
            *(line for words in drawing.words() for line in _words(words)),
            "</svg>",
        ]
    )


def _start(drawing: Drawing, name: str) -> str:
    box = f"0 0 {decimal(drawing.width)} {decimal(drawing.height)}"
    width, height = decimal(drawing.width * _PIXELS), decimal(drawing.height * _PIXELS)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="dcs-diagram" role="img"'
        f' aria-labelledby="{name}-title {name}-description" viewBox="{box}"'
        f' width="{width}" height="{height}" style="max-width:100%;height:auto">'
    )


def _text(text: str) -> str:
    return escape(clean_text(text), quote=False)


def _box(box: PlacedBox) -> str:
    tint = _CENTRE_TINT if box.is_centre else _TINTS[box.shape]
    centre = " dcs-diagram-centre" if box.is_centre else ""
    style = (
        f'class="dcs-diagram-{box.shape}{centre}" fill="currentColor" fill-opacity="{tint}"'
        ' stroke="currentColor" stroke-opacity="0.7" stroke-width="0.9"'
    )
    if box.shape == "circle":
        radii = f'rx="{decimal(box.width / 2)}" ry="{decimal(box.height / 2)}"'
        return f'<ellipse {style} cx="{decimal(box.x)}" cy="{decimal(box.y)}" {radii}/>'
    corner = f'x="{decimal(box.x - box.width / 2)}" y="{decimal(box.top)}"'
    size = f'width="{decimal(box.width)}" height="{decimal(box.height)}"'
    return f'<rect {style} {corner} {size} rx="{_CORNERS[box.shape]}"/>'


def _boundary(boundary: Boundary) -> str:
    x, top, bottom = map(decimal, (boundary.x, boundary.top, boundary.bottom))
    return (
        f'<path class="dcs-diagram-boundary" d="M{x} {top}V{bottom}" fill="none"'
        ' stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="5 3"/>'
    )


# --- arrows -----------------------------------------------------------------------------------


def _route(route: Route) -> str:
    """Return the lines of an arrow and its heads, which the lines do not run into."""
    strokes = list(route.strokes)
    heads = [_head(strokes[-1][-1], strokes[-1][-2])]
    strokes[-1] = _shortened(strokes[-1])
    if route.both_ways:
        heads.append(_head(strokes[0][0], strokes[0][1]))
        strokes[0] = _shortened(strokes[0][::-1])[::-1]
    lines = "".join(map(_path, strokes))
    return (
        f'<path class="dcs-diagram-arrow" d="{lines}" fill="none" stroke="currentColor"'
        f' stroke-opacity="0.8" stroke-width="0.9"/>'
        f'<path class="dcs-diagram-head" d="{"".join(heads)}" fill="currentColor"/>'
    )


def _behind(tip: Point, before: Point, length: float) -> Point:
    """Return the point on the line that is a length away from its tip."""
    part = length / hypot(before.x - tip.x, before.y - tip.y)
    return Point(tip.x + (before.x - tip.x) * part, tip.y + (before.y - tip.y) * part)


def _shortened(stroke: Stroke) -> Stroke:
    return (*stroke[:-1], _behind(stroke[-1], stroke[-2], HEAD_LENGTH * _NOTCH))


def _head(tip: Point, before: Point) -> str:
    base = _behind(tip, before, HEAD_LENGTH)
    side = (HEAD_WIDTH / HEAD_LENGTH / 2) * (base.y - tip.y)
    up = (HEAD_WIDTH / HEAD_LENGTH / 2) * (base.x - tip.x)
    corners = Point(base.x - side, base.y + up), Point(base.x + side, base.y - up)
    notch = _behind(tip, before, HEAD_LENGTH * _NOTCH)
    return "M{}L{}L{}L{}Z".format(*map(_pair, (tip, corners[0], notch, corners[1])))


def _path(stroke: Stroke) -> str:
    return f"M{_pair(stroke[0])}" + "".join(_segments(stroke))


def _segments(stroke: Stroke) -> Iterator[str]:
    for first, second, end, is_line in curves(stroke):
        if is_line:
            yield f"L{_pair(end)}"
        else:
            yield f"C{_pair(first)} {_pair(second)} {_pair(end)}"


def _pair(point: Point) -> str:
    return f"{decimal(point.x)} {decimal(point.y)}"


# --- words ------------------------------------------------------------------------------------


def _words(words: Words) -> Iterator[str]:
    weight = ' font-weight="bold"' if words.role in _BOLD else ""
    for line, y in zip(words.lines, words.baselines, strict=True):
        yield (
            f'<text class="dcs-diagram-{words.role}-text" x="{decimal(words.x)}" y="{decimal(y)}"'
            f' font-size="{decimal(words.size)}"{weight} text-anchor="middle"'
            f' fill="currentColor">{escape(line, quote=False)}</text>'
        )
