"""A team's Markdown as nodes, whatever the syntax of the page.

The text is parsed while a page is read, so that it may hold all that a page
may hold: links, images, tables, code, footnotes and our roles. HTML in it is
text.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from sphinx import addnodes

from sphinx_dcs import rules
from sphinx_dcs.render.inline import line_break
from sphinx_dcs.render.links import RoleContext, is_local, page_of, role_nodes
from sphinx_dcs.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.diagnostics import Position, Rule

_parser = (
    MarkdownIt("commonmark", {"html": False})
    .enable(["table", "strikethrough"])
    .disable(["html_block", "html_inline"])
    .use(myst_role_plugin)
    .use(footnote_plugin)
    # Two amounts in dollars in one line are not math.
    .use(dollarmath_plugin, allow_space=False, allow_digits=False)
)


class Prose:
    """Turns one text in Markdown into nodes.

    Parameters
    ----------
    env : BuildEnvironment
        Where the page is read.
    document : document
        The page.
    profile : str
        Whose statement the roles in the text refer to.
    project : Path
        The folder that positions are relative to.
    position : Position
        Where the text starts. Images and pages are relative to its file.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        document: nodes.document,
        profile: str,
        project: Path,
        position: Position,
    ) -> None:
        self._env = env
        self._document = document
        self._profile = profile
        self._file = project / position.path
        self._position = position
        self._footnotes = f"dcs-{env.new_serialno('dcs-prose')}"
        self._first_line = self._line = position.line

    def parse(self, markdown: str) -> list[nodes.Node]:
        """Return the nodes of the text."""
        # The text of a YAML block starts in the line after its indicator.
        self._first_line += "\n" in markdown
        return self._children(SyntaxTreeNode(_parser.parse(markdown)))

    def _children(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        return [node for child in tree.children for node in self._nodes(child)]

    def _nodes(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        if tree.map:
            self._line = self._first_line + tree.map[0]
        line, made = self._line, self._made(tree)
        for node in made:
            if isinstance(node, nodes.Element):
                node.source, node.line = str(self._file), line
        return made

    def _made(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        if tree.type in _TRANSPARENT:
            return self._children(tree)
        if element := _ELEMENTS.get(tree.type):
            return [element("", *self._children(tree))]
        if inline := _INLINES.get(tree.type):
            return [inline("", "", *self._children(tree), **_ATTRIBUTES.get(tree.type, {}))]
        make: Callable[[SyntaxTreeNode], nodes.Node | list[nodes.Node]] = getattr(
            self, f"_{tree.type}", self._text
        )
        made = make(tree)
        return made if isinstance(made, list) else [made]

    def _warn(self, rule: Rule, **values: object) -> None:
        warn(rule, f"{self._position.path}:{self._line}", **values)

    # --- blocks ---

    def _ordered_list(self, tree: SyntaxTreeNode) -> nodes.Node:
        made = nodes.enumerated_list("", *self._children(tree), enumtype="arabic", suffix=".")
        made["prefix"] = ""
        if "start" in tree.attrs:
            made["start"] = tree.attrs["start"]
        return made

    def _fence(self, tree: SyntaxTreeNode) -> nodes.Node:
        code = tree.content.rstrip("\n")
        return nodes.literal_block(code, code, language=tree.info or "text")

    _code_block = _fence

    def _math_block(self, tree: SyntaxTreeNode) -> nodes.Node:
        math = tree.content.strip()
        # Sphinx before 8.2 asks for "nowrap", later ones for "no-wrap".
        flags = {"nowrap": False, "no-wrap": False}
        return nodes.math_block(math, math, number=None, label=None, **flags)

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

    def _hr(self, _tree: SyntaxTreeNode) -> list[nodes.Node]:
        # The parts of a section are its subsections.
        return []

    # --- footnotes ---

    def _footnote_ref(self, tree: SyntaxTreeNode) -> nodes.Node:
        name = f"{self._footnotes}-{tree.meta['id']}"
        made = nodes.footnote_reference("[#]_", auto=1, refname=name)
        self._document.note_autofootnote_ref(made)
        self._document.note_footnote_ref(made)
        return made

    def _footnote(self, tree: SyntaxTreeNode) -> nodes.Node:
        name = f"{self._footnotes}-{tree.meta['id']}"
        made = nodes.footnote("", *self._children(tree), auto=1, names=[name])
        self._document.note_autofootnote(made)
        self._document.note_explicit_target(made, made)
        return made

    def _footnote_anchor(self, _tree: SyntaxTreeNode) -> list[nodes.Node]:
        return []

    # --- inline ---

    def _text(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.Text(tree.content)

    def _softbreak(self, _tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.Text("\n")

    def _hardbreak(self, _tree: SyntaxTreeNode) -> list[nodes.Node]:
        return line_break()

    def _code_inline(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.literal("", tree.content)

    def _math_inline(self, tree: SyntaxTreeNode) -> nodes.Node:
        return nodes.math(tree.content, tree.content)

    def _link(self, tree: SyntaxTreeNode) -> nodes.Node:
        uri, words = str(tree.attrs["href"]), self._children(tree)
        if not is_local(uri):
            return nodes.reference("", "", *words, refuri=uri, internal=False)
        page = page_of(self._env, self._file.parent / uri.partition("#")[0])
        if page is None:
            self._warn(rules.NO_SUCH_PAGE, uri=uri)
            return nodes.inline("", "", *words)
        return addnodes.pending_xref(
            "",
            nodes.inline("", "", *words, classes=["doc"]),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{page}",
            refexplicit=True,
            refwarn=True,
            refdoc=self._env.docname,
        )

    def _image(self, tree: SyntaxTreeNode) -> nodes.Node:
        uri = str(tree.attrs["src"])
        if is_local(uri):
            page = Path(self._env.doc2path(self._env.docname)).parent
            uri = Path(os.path.relpath(self._file.parent / uri, page)).as_posix()
        return nodes.image(uri=uri, alt=tree.content)

    def _myst_role(self, tree: SyntaxTreeNode) -> list[nodes.Node]:
        role, text = str(tree.meta["name"]), tree.content
        context = RoleContext(self._document, str(self._file), self._profile)
        made = role_nodes(context, role, text, self._line)
        if made is None:
            self._warn(rules.NO_SUCH_ROLE, role=role)
            return [nodes.literal("", text)]
        return made


_TRANSPARENT = {"root", "inline", "footnote_block"}
_ELEMENTS: dict[str, type[nodes.Element]] = {
    "bullet_list": nodes.bullet_list,
    "list_item": nodes.list_item,
    "blockquote": nodes.block_quote,
}
_INLINES: dict[str, type[nodes.TextElement]] = {
    "paragraph": nodes.paragraph,
    # A heading would change the outline that Annex N fixes.
    "heading": nodes.rubric,
    "strong": nodes.strong,
    "em": nodes.emphasis,
    "s": nodes.inline,
}
_UNTRANSLATED = {"translatable": False}
_ATTRIBUTES: dict[str, dict[str, Any]] = {
    "paragraph": _UNTRANSLATED,
    "heading": _UNTRANSLATED,
    "s": {"classes": ["dcs-deleted"]},
}
