"""The content of sections: wording of the template, prose of the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.profile.profile import child, text_of
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence
from sphinx_dcs.statement.model import (
    BulletList,
    Contents,
    FigureBlock,
    ListItem,
    Paragraph,
    Prose,
    Section,
    TableBlock,
)
from sphinx_dcs.statement.outline import NOT_APPLICABLE, instance_slug, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.profile.values import Value
    from sphinx_dcs.statement import model
    from sphinx_dcs.statement.markup import CellText
    from sphinx_dcs.statement.outline import Node
    from sphinx_dcs.statement.support import Support
    from sphinx_dcs.statement.text import Wording
    from sphinx_dcs.template.model import Block, TextItem


class Content:
    """Makes the sections of a statement.

    Parameters
    ----------
    support : Support
        What the product supports.
    cells : CellText
        Parses a team's short texts.
    """

    def __init__(self, support: Support, cells: CellText) -> None:
        self._support = support
        self._cells = cells

    def section(self, node: Node, wordings: dict[str, Wording]) -> Section:
        """Return a section with all beneath it.

        Parameters
        ----------
        node : Node
            Its place in the outline.
        wordings : dict
            By slug of the section, what fills in its references.
        """
        suffix = "" if node.is_applicable else f" - {NOT_APPLICABLE}"
        return Section(
            slug=node.slug,
            definition=node.definition.slug if node.definition else "",
            number=node.number,
            title=node.title + suffix,
            depth=node.number.count(".") + 1,
            is_applicable=node.is_applicable,
            blocks=tuple(self._blocks(node, wordings[node.slug])),
            sections=tuple(self.section(below, wordings) for below in node.children),
        )

    def _blocks(self, node: Node, wording: Wording) -> Iterator[model.Block]:
        if not node.is_applicable:
            yield Paragraph((NOT_APPLICABLE,))
            return
        if node.own:
            yield from self._prose(child(node.own.value, "describe"))
        for block in node.blocks():
            if self._support.holds(block.when, node.scope):
                yield from self._block(block, node, wording)

    def _block(self, block: Block, node: Node, wording: Wording) -> Iterator[model.Block]:
        if block.kind == "table":
            yield TableBlock(instance_slug(block.name, node.scope))
        elif block.kind == "figure":
            yield FigureBlock(instance_slug(block.name, node.scope))
        elif block.kind == "contents":
            yield Contents()
        elif own := self._support.at(block.name, node.scope) if block.name else None:
            yield from self._prose(own)
        elif block.kind == "wording" and block.is_published:
            yield from self._wording(block, node, wording)

    def _prose(self, value: Value | None) -> Iterator[model.Block]:
        """Yield what a team wrote: Markdown, or a list of short texts."""
        if isinstance(value, Sequence):
            yield BulletList(tuple(ListItem(self._short(item)) for item in value))
        elif isinstance(value, Scalar):
            yield Prose(text_of(value), value.position)

    def _short(self, value: Value) -> model.Inline:
        text = value.get("text") if isinstance(value, Mapping) else value
        return self._cells.parse(text_of(text), value.position)

    def _wording(self, block: Block, node: Node, wording: Wording) -> Iterator[model.Block]:
        names = names_in(node.scope, self._support.profile)
        if block.is_list:
            yield BulletList(tuple(_item(item, wording, names) for item in block.items))
            return
        for item in block.items:
            yield Paragraph(wording.fill(item.text, names))


def _item(item: TextItem, wording: Wording, names: dict[str, str]) -> ListItem:
    below = tuple(_item(each, wording, names) for each in item.items)
    return ListItem(wording.fill(item.text, names), below)
