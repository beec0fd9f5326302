r"""Writes a drawing as a TikZ picture for LaTeX.

The document loads the package ``tikz`` and its library ``arrows.meta``. The
picture uses the font of the text around it, is no wider than the line and no
higher than a page; ``\tikzset{dcs diagram/.style={...}}`` adds to its options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.render.diagram.drawing import HEAD_LENGTH, HEAD_WIDTH, curves, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.render.diagram.drawing import Boundary, Drawing, PlacedBox, Route, Stroke
    from sphinx_dcs.render.diagram.words import Words

_OPTIONS = f"""\
  x=1pt, y=-1pt, line width=0.6pt, >={{Stealth[length={HEAD_LENGTH}pt, width={HEAD_WIDTH}pt]}},
  dcs box/.style={{draw=black!70, fill=black!4, rounded corners=1.5pt}},
  dcs rounded/.style={{draw=black!70, fill=black!4, rounded corners=9pt}},
  dcs circle/.style={{draw=black!70, fill=black!10}},
  dcs centre/.style={{fill=black!10}},
  dcs arrow/.style={{draw=black!85}},
  dcs boundary/.style={{draw=black!60, dash pattern=on 4pt off 2.5pt}},
  dcs words/.style={{anchor=base, inner sep=0pt, outer sep=0pt}},
  dcs diagram/.try"""

_PAGE = "0.8"
"""Greatest height, as a part of that of the text on a page."""

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",
    ",": ",{}",
}
_ESCAPED = str.maketrans(_ESCAPES)


_BEGIN = r"""\begingroup
\setbox2=\hbox\bgroup
"""

_END = r"""%
\egroup
\ifdim\wd2>\linewidth
  \setbox2=\hbox{\resizebox{\linewidth}{!}{\box2}}%
\fi
\ifdim\ht2>HEIGHT\textheight
  \setbox2=\hbox{\resizebox{!}{HEIGHT\textheight}{\box2}}%
\fi
\leavevmode\box2
\endgroup
""".replace("HEIGHT", _PAGE)


def write_tikz(drawing: Drawing) -> str:
    """Return a picture that may stand in a paragraph or a figure."""
    lines = [
        rf"\useasboundingbox (0,0) rectangle ({decimal(drawing.width)},{decimal(drawing.height)});",
        *(_boundary(boundary) for boundary in drawing.boundaries),
        *(line for route in drawing.routes for line in _route(route)),
        *(_box(box) for box in drawing.boxes),
        *(line for words in drawing.words() for line in _words(words)),
    ]
    picture = [rf"\begin{{tikzpicture}}[{_OPTIONS}]", *lines, r"\end{tikzpicture}"]
    return _BEGIN + "\n".join(picture) + _END


def escape_tex(text: str) -> str:
    """Return text that LaTeX prints as it is, without ligatures of dashes or quotes."""
    return text.translate(_ESCAPED)


def _pair(x: float, y: float) -> str:
    return f"({decimal(x)},{decimal(y)})"


def _box(box: PlacedBox) -> str:
    style = f"dcs {box.shape}" + (", dcs centre" if box.is_centre else "")
    if box.shape == "circle":
        radii = f"x radius={decimal(box.width / 2)}, y radius={decimal(box.height / 2)}"
        return rf"\path[{style}] {_pair(box.x, box.y)} circle [{radii}];"
    corners = (
        _pair(box.x + side * box.width / 2, y) for side, y in ((-1, box.top), (1, box.bottom))
    )
    return rf"\path[{style}] {' rectangle '.join(corners)};"


def _boundary(boundary: Boundary) -> str:
    ends = _pair(boundary.x, boundary.top), _pair(boundary.x, boundary.bottom)
    return rf"\path[dcs boundary] {' -- '.join(ends)};"


def _words(words: Words) -> Iterator[str]:
    size = decimal(words.size)
    font = rf"\fontsize{{{size}}}{{{size}}}\selectfont"
    font += r"\bfseries" if words.role == "heading" else ""
    for line, y in zip(words.lines, words.baselines, strict=True):
        yield rf"\node[dcs words, font={font}] at {_pair(words.x, y)} {{{escape_tex(line)}}};"


# --- arrows -----------------------------------------------------------------------------------


def _route(route: Route) -> Iterator[str]:
    last = len(route.strokes) - 1
    for index, stroke in enumerate(route.strokes):
        start = "<" if route.both_ways and index == 0 else ""
        end = ">" if index == last else ""
        yield rf"\path[dcs arrow, {start}-{end}] {_path(stroke)};"


def _path(stroke: Stroke) -> str:
    return _pair(*stroke[0]) + "".join(_segments(stroke))


def _segments(stroke: Stroke) -> Iterator[str]:
    for first, second, end, is_line in curves(stroke):
        if is_line:
            yield f" -- {_pair(*end)}"
        else:
            yield f" .. controls {_pair(*first)} and {_pair(*second)} .. {_pair(*end)}"
