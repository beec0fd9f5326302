"""Inline text of a statement as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dcs.render.nodes import dcs_reference
from sphinx_dcs.statement.model import Code, Emphasis, LineBreak, Link, Reference, Strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.statement.model import Inline, Span

LINE_BREAK = {"html": "<br />", "latex": r"\newline{}"}


def inline_nodes(inline: Inline, profile: str) -> list[nodes.Node]:
    """Return the nodes of inline text.

    Parameters
    ----------
    inline : Inline
        The text.
    profile : str
        Whose statement its references are to.
    """
    if len(inline) == 1 and isinstance(inline[0], str):
        return [nodes.Text(inline[0])]
    return [node for span in inline for node in _nodes(span, profile)]


def _nodes(span: Span, profile: str) -> Iterator[nodes.Node]:
    if isinstance(span, str):
        yield nodes.Text(span)
    elif isinstance(span, Code):
        yield nodes.literal("", span.text)
    elif isinstance(span, LineBreak):
        yield from line_break()
    elif isinstance(span, Reference):
        yield dcs_reference("", span.text, profile=profile, kind=span.kind, dcs_slug=span.target)
    else:
        yield _with_children(span, profile)


def _with_children(span: Strong | Emphasis | Link, profile: str) -> nodes.Element:
    children = inline_nodes(span.children, profile)
    if isinstance(span, Link):
        return nodes.reference("", "", *children, refuri=span.uri, internal=False)
    return (nodes.strong if isinstance(span, Strong) else nodes.emphasis)("", "", *children)


def line_break() -> list[nodes.Node]:
    """Return a line break for writers that have one, and a blank for all others."""
    raw = [nodes.raw("", code, format=writer) for writer, code in LINE_BREAK.items()]
    return [*raw, nodes.Text(" ")]
