"""Registers our nodes with the writers that show them in their own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes as docutils_nodes

from sphinx_dcs.render import html, latex, nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _pass(_self: Any, _node: docutils_nodes.Node) -> None:
    """Write the children only."""


def _skip(_self: Any, _node: docutils_nodes.Node) -> None:
    """Write nothing."""
    raise docutils_nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes.

    Writers look a visitor up along a node's base classes, so that a node
    that extends one of docutils needs visitors only where it looks different.
    """
    app.add_node(
        nodes.dcs_section,
        latex=(latex.visit_section, latex.depart_section),
    )
    app.add_node(
        nodes.dcs_table,
        html=(html.visit_table, html.depart_table),
        latex=(latex.visit_table, latex.depart_table),
    )
    app.add_node(nodes.dcs_group, html=(html.visit_group, html.depart_group))
    app.add_node(
        nodes.dcs_entry,
        html=(html.visit_entry, html.depart_entry),
        latex=(latex.visit_entry, latex.depart_entry),
    )
    app.add_node(nodes.dcs_number, latex=(_skip, None))
    app.add_node(
        nodes.dcs_breakable,
        html=(html.visit_breakable, None),
        latex=(latex.visit_breakable, None),
    )
    app.add_node(nodes.dcs_notes, latex=(latex.visit_notes, latex.depart_notes))
    app.add_node(nodes.dcs_cover, latex=(latex.visit_cover, None))
    other = (_pass, _pass)
    app.add_node(
        nodes.dcs_drawing,
        html=(html.visit_drawing, None),
        latex=(latex.visit_drawing, None),
        text=other,
        man=other,
        texinfo=other,
    )
    app.add_node(
        nodes.dcs_contents,
        html=other,
        latex=(latex.visit_contents, None),
        text=other,
        man=other,
        texinfo=other,
    )
