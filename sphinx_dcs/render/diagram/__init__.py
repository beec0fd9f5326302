"""Diagrams without any program to draw them: one geometry, written as SVG and as TikZ."""

from __future__ import annotations

from sphinx_dcs.render.diagram.drawing import Drawing
from sphinx_dcs.render.diagram.layout import lay_out
from sphinx_dcs.render.diagram.svg import write_svg
from sphinx_dcs.render.diagram.tikz import write_tikz

__all__ = ["Drawing", "lay_out", "write_svg", "write_tikz"]
