"""Figures of a statement: drawings with a caption, and their words for other readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dcs.render.inline import inline_nodes
from sphinx_dcs.render.nodes import dcs_drawing, dcs_number

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Figure


def figure_nodes(figure: Figure, profile: str, anchor: str) -> list[nodes.Node]:
    """Return a figure with its number and caption.

    Parameters
    ----------
    figure : Figure
        The figure.
    profile : str
        Whose statement it is in.
    anchor : str
        Its id on the page.
    """
    number = dcs_number("", f"Figure {figure.number} ", classes=["caption-number"])
    drawing = dcs_drawing(
        "",
        nodes.paragraph("", figure.description),
        diagram=figure.diagram,
        anchor=anchor,
        number=figure.number,
        title=f"Figure {figure.number}",
        description=figure.description,
    )
    caption = nodes.caption("", "", number, *inline_nodes(figure.caption, profile))
    made = nodes.figure("", drawing, caption, ids=[anchor], classes=["dcs-figure"])
    made["dcs_number"] = figure.number
    return [made]
