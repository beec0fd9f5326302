"""Fills placeholders, after everything else that works on a page has run.

Rows stay out of the stored pages and out of all transforms: with thousands of
rows that is most of the time of a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dcs.domain import domain_of
from sphinx_dcs.render.cover import fill_cover
from sphinx_dcs.render.figures import figure_nodes
from sphinx_dcs.render.nodes import dcs_cover, dcs_placeholder, dcs_reference, dcs_section
from sphinx_dcs.render.tables import FORMATS, Format, TableMaker, is_plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dcs.statement.model import Table

_PRIORITY = 950
_BEFORE_LINKCHECK = 700


class Expand(SphinxPostTransform):
    """Turns placeholders into tables and figures, and references into links."""

    default_priority = _PRIORITY

    def run(self, **_kwargs: Any) -> None:
        """Work on one page."""
        if domain_of(self.env).builder.name == "singlehtml":
            self._make_ids_unique()
        # One walk, before the rows are there: they are most of the nodes of a page.
        for node in [*self.document.findall(_is_ours)]:
            if isinstance(node, dcs_placeholder):
                self._fill(node)
            elif isinstance(node, dcs_cover):
                self._fill_cover(node)
            elif isinstance(node, dcs_reference):
                self._resolve(node)

    def _make_ids_unique(self) -> None:
        """Give what several pages show ids of its own, where all are on one page.

        References go to the first.
        """
        seen: dict[str, int] = {}
        sections = self.document.findall(dcs_section)
        for node in [*sections, *self.document.findall(dcs_placeholder)]:
            made = node["ids"][0]
            seen[made] = count = seen.get(made, 0) + 1
            if count > 1:
                node["ids"] = [f"{made}-{count}"]

    def _fill(self, node: dcs_placeholder) -> None:
        statement = domain_of(self.env).profiles.statement(node["profile"])
        made: list[nodes.Node] = []
        table: Table | None = None
        if statement and node["kind"] == "table" and node["dcs_slug"] in statement.tables:
            output = FORMATS.get(domain_of(self.env).builder.format, Format())
            table = statement.tables[node["dcs_slug"]]
            made = TableMaker(table, statement.name, node["ids"][0], output).make()
            self.document["dcs_rows"] = max(len(table.rows), self.document.get("dcs_rows", 0))
        elif statement and node["kind"] == "figure" and node["dcs_slug"] in statement.figures:
            made = figure_nodes(statement.figures[node["dcs_slug"]], statement.name, node["ids"][0])
        for each in made:
            each.source, each.line = node.source, node.line
        node.replace_self(made)
        if not (table and is_plain(table)):
            for reference in [each for top in made for each in top.findall(dcs_reference)]:
                self._resolve(reference)

    def _fill_cover(self, node: dcs_cover) -> None:
        statement = domain_of(self.env).profiles.statement(node["profile"])
        if statement:
            fill_cover(node, statement.cover)

    # --- references ---

    def _resolve(self, node: dcs_reference) -> None:
        domain = domain_of(self.env)
        statement = domain.profiles.statement(node["profile"])
        uri = title = ""
        if statement:
            target = statement.targets.get((node["kind"], node["dcs_slug"]))
            title = target.title if target else ""
            page = _docname(node, self.env.docname)
            uri = domain.uri_of(page, statement.name, node["kind"], node["dcs_slug"])
        if not uri:
            node.replace_self(nodes.inline("", "", *node.children))
            return
        link = nodes.reference("", "", *node.children, internal=True, refuri=uri)
        link["classes"] = ["dcs-reference"]
        if title:
            link["reftitle"] = title
        node.replace_self(link)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, dcs_placeholder | dcs_cover | dcs_reference)


def _docname(reference: dcs_reference, default: str) -> str:
    """Return the page a node comes from, also where pages were put into one."""
    node: nodes.Element | None = reference
    while node is not None:
        # Sphinx marks the sections of such a page, which do not know that they are in another.
        if "docname" in node:
            return str(node["docname"])
        node = node.parent
    return default


class ExpandForLinkcheck(Expand):
    """Does the same before Sphinx collects the links that it checks."""

    builders = ("linkcheck",)
    default_priority = _BEFORE_LINKCHECK


def setup_expansion(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(Expand)
    app.add_post_transform(ExpandForLinkcheck)
