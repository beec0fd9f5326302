"""Sections of a statement as nodes, made while a page is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_dcs.render.anchors import anchor
from sphinx_dcs.render.inline import inline_nodes
from sphinx_dcs.render.nodes import dcs_contents, dcs_placeholder, dcs_section
from sphinx_dcs.statement import model

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.domain import DcsDomain
    from sphinx_dcs.statement.model import Block, ListItem, Section, Statement

AS_WRITTEN: dict[str, Any] = {"support_smartquotes": False, "translatable": False}
"""Attributes of nodes whose words must stay as the template has them."""
RANK_OF_SECTION = 0
RANK_OF_STATEMENT = 1
CONTENTS_DEPTH = 3
"""Levels of sections in the table of contents (Annex N, section 2)."""


class SectionMaker:
    """Makes the nodes of sections on one page, and tells the domain where they are.

    Parameters
    ----------
    statement : Statement
        The statement.
    domain : DcsDomain
        Where places and numbers are noted.
    docname : str
        The page.
    prose : callable
        Returns the nodes of a team's text.
    rank : int
        Which pages references go to, see :class:`~sphinx_dcs.domain.Place`.
    """

    def __init__(
        self,
        statement: Statement,
        domain: DcsDomain,
        docname: str,
        prose: Callable[[model.Prose], list[nodes.Node]],
        rank: int,
    ) -> None:
        self._statement = statement
        self._domain = domain
        self._docname = docname
        self._prose = prose
        self._rank = rank

    def section(
        self,
        section: Section,
        *,
        before: list[nodes.Node] | None = None,
        after: list[nodes.Node] | None = None,
        is_deep: bool = True,
    ) -> dcs_section:
        """Return a section.

        Parameters
        ----------
        section : Section
            The section.
        before, after : list of Node, optional
            Further content, around the section's own.
        is_deep : bool
            Whether its subsections are in it.
        """
        number = tuple(section.number.split("."))
        node = dcs_section(
            "",
            nodes.title("", section.title, secnumber=number, **AS_WRITTEN),
            ids=[self._own("section", section.slug)],
            dcs_number=section.number,
            dcs_depth=section.depth,
        )
        self._domain.note_number(self._docname, node["ids"][0], section.number)
        node += before or []
        for block in section.blocks:
            node += self._block(block)
        node += after or []
        if is_deep:
            node += [self.section(each) for each in section.sections]
        return node

    def _own(self, kind: str, slug: str) -> str:
        """Return the anchor of something that this page owns."""
        name = self._statement.name
        made = anchor(name, kind, slug, "statement" if self._rank else "")
        self._domain.note_place((name, kind, slug), self._docname, made, self._rank)
        return made

    # --- blocks ---

    def _block(self, block: Block) -> list[nodes.Node]:
        if isinstance(block, model.Paragraph):
            return [nodes.paragraph("", "", *self._inline(block.content), **AS_WRITTEN)]
        if isinstance(block, model.BulletList):
            return [self._list(block.items)]
        if isinstance(block, model.Prose):
            return self._prose(block)
        if isinstance(block, model.Contents):
            return [dcs_contents("", self._contents(self._statement.sections))]
        kind = "table" if isinstance(block, model.TableBlock) else "figure"
        return [self._placeholder(kind, block.slug)]

    def _placeholder(self, kind: str, slug: str) -> dcs_placeholder:
        return dcs_placeholder(
            "",
            ids=[self._own(kind, slug)],
            profile=self._statement.name,
            kind=kind,
            dcs_slug=slug,
        )

    def _list(self, items: tuple[ListItem, ...]) -> nodes.bullet_list:
        return nodes.bullet_list("", *[self._item(item) for item in items])

    def _item(self, item: ListItem) -> nodes.list_item:
        below = [self._list(item.items)] if item.items else []
        words = nodes.paragraph("", "", *self._inline(item.content), **AS_WRITTEN)
        return nodes.list_item("", words, *below)

    def _contents(self, sections: tuple[Section, ...]) -> nodes.bullet_list:
        """Return the sections of the upper levels as a list of references."""
        contents = nodes.bullet_list("", classes=["dcs-contents"])
        for section in sections:
            words = f"{section.number} {section.title}"
            reference = model.Reference("section", section.slug, words)
            inline = self._inline((reference,))
            item = nodes.list_item("", nodes.paragraph("", "", *inline, **AS_WRITTEN))
            if section.sections and section.depth < CONTENTS_DEPTH:
                item += self._contents(section.sections)
            contents += item
        return contents

    def _inline(self, inline: model.Inline) -> list[nodes.Node]:
        return inline_nodes(inline, self._statement.name)
