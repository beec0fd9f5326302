"""A team's Markdown as nodes, whatever the syntax of the page.

The text is parsed while a page is read, so that it may hold all that a page
may hold: links, images, tables, code and our roles. HTML in it is text.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.diagnostics import Position

_parser = (
    MarkdownIt("commonmark", {"html": False})
    .enable(["table", "strikethrough"])
    .disable(["html_block", "html_inline"])
    .use(myst_role_plugin)
    .use(dollarmath_plugin)
)
_ROLE_PREFIX = "dcs:"


class Prose:
    """Turns Markdown into nodes.

    Parameters
    ----------
    env : BuildEnvironment
        Where the page is read.
    profile : str
        Whose statement the roles in the text refer to.
    folder : Path
        Where the profile is: images are relative to it.
    """

    def __init__(self, env: BuildEnvironment, profile: str, folder: Path) -> None:
        self._env = env
        self._profile = profile
        self._folder = folder

    def parse(self, markdown: str, position: Position) -> list[nodes.Node]:
        """Return the nodes of a text.

        Parameters
        ----------
        markdown : str
            The text.
        position : Position
            Where it starts, for messages about what is in it.
        """
        tree = SyntaxTreeNode(_parser.parse(markdown))
        made = self._children(tree)
        for node in made:
            _set_source(node, position)
        return made

    def _children(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        return [node for child in tree.children for node in self._nodes(child)]

    def _nodes(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        if tree.type in _TRANSPARENT:
            return self._children(tree)
        if element := _ELEMENTS.get(tree.type):
            return [element("", *self._children(tree))]
        if inline := _INLINES.get(tree.type):
            return [inline("", "", *self._children(tree))]
        make: Callable[[SyntaxTreeNode], nodes.Node] = getattr(self, f"_{tree.type}", self._text)
        return [make(tree)]

    # --- blocks ---

    def _paragraph(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.paragraph("", "", *self._children(tree))

    def _heading(self, tree: SyntaxTreeNode) -> nodes.Node:
        # A heading would change the outline that Annex N fixes.
        return nodes.rubric("", "", *self._children(tree))

    def _fence(self, tree: SyntaxTreeNode) -> nodes.Node:
        code = tree.content.rstrip("\n")
        return nodes.literal_block(code, code, language=tree.info or "text")

    _code_block = _fence

    def _math_block(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.math_block("", tree.content.strip(), nowrap=False, number=None, label=None)

    def _table(self, tree: SyntaxTreeNode) -> nodes.Node:
        rows = [row for part in tree.children for row in part.children]
        width = len(rows[0].children)
        group = nodes.tgroup("", cols=width)
        group += [nodes.colspec(colwidth=100 // width) for _ in range(width)]
        group += nodes.thead("", self._row(rows[0]))
        group += nodes.tbody("", *[self._row(row) for row in rows[1:]])
        return nodes.table("", group, classes=["colwidths-auto"])

    def _row(self, tree: SyntaxTreeNode) -> nodes.row:
        cells = [
            nodes.entry("", nodes.paragraph("", "", *self._children(cell)))
            for cell in tree.children
        ]
        return nodes.row("", *cells)

    # --- inline ---

    def _text(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.Text(tree.content)

    def _softbreak(self, _tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.Text("\n")

    def _hardbreak(self, _tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.Text("\n")

    def _code_inline(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.literal("", tree.content)

    def _math_inline(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.math("", tree.content)

    def _link(self, tree: SyntaxTreeNode) -> nodes.Node:
        uri = str(tree.attrs["href"])
        return nodes.reference("", "", *self._children(tree), refuri=uri, internal=False)

    def _image(self, tree: SyntaxTreeNode) -> nodes.Node:
        uri = str(tree.attrs["src"])
        if "://" not in uri:
            page = self._env.doc2path(self._env.docname).parent
            uri = os.path.relpath(self._folder / uri, page)
        return nodes.image(uri=uri, alt=tree.content)

    def _myst_role(self, tree: SyntaxTreeNode) -> nodes.Node:
        role = str(tree.meta["name"])
        if not role.startswith(_ROLE_PREFIX):
            return nodes.literal("", tree.content)
        return addnodes.pending_xref(
            "",
            nodes.inline("", tree.content, classes=["xref", "dcs"]),
            refdomain="dcs",
            reftype=role.removeprefix(_ROLE_PREFIX),
            reftarget=tree.content,
            refexplicit=False,
            refwarn=True,
            refdoc=self._env.docname,
            dcs_profile=self._profile,
        )


_TRANSPARENT = {"root", "inline"}
_ELEMENTS: dict[str, type[nodes.Element]] = {
    "bullet_list": nodes.bullet_list,
    "ordered_list": nodes.enumerated_list,
    "list_item": nodes.list_item,
    "blockquote": nodes.block_quote,
    "hr": nodes.transition,
}
_INLINES: dict[str, type[nodes.TextElement]] = {
    "strong": nodes.strong,
    "em": nodes.emphasis,
    "s": nodes.inline,
}


def _set_source(node: nodes.Node, position: Position) -> None:
    for each in node.findall(nodes.Element):
        each.source, each.line = position.path, position.line
