"""Roles that refer to a statement or to the DICOM dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_dcs import rules
from sphinx_dcs.dicom import attributes, uids
from sphinx_dcs.render.nodes import dcs_breakable
from sphinx_dcs.statement.model import Target, plain_text
from sphinx_dcs.warnings import warn

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

    from sphinx_dcs.statement.model import Statement


class TagRole(SphinxRole):
    """The name and tag of an Attribute: ``:dcs:tag:`PatientID```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the name, and the tag that breaks only behind its comma."""
        found = attributes.find_attribute(self.text)
        if found is None:
            suggestion = attributes.suggest(self.text)
            location = self.get_location()
            place = location.rsplit(":", 1)
            at = (self.env.docname, int(place[-1])) if place[-1].isdigit() else None
            warn(rules.UNKNOWN_ATTRIBUTE, at, text=self.text, suggestion=suggestion)
            return [nodes.literal("", self.text)], []
        tag = attributes.format_tag(found.tag)
        return [nodes.Text(f"{found.name} "), dcs_breakable("", tag, classes=["dcs-tag"])], []


ROLES = {
    "section": XRefRole(),
    "table": XRefRole(),
    "figure": XRefRole(),
    "ae": XRefRole(),
    "sop-class": XRefRole(),
    "tag": TagRole(),
}
"""The roles of the domain."""


def resolve_sop_class(statement: Statement, text: str) -> Target | None:
    """Return a SOP Class as a target: its name, at the first table that lists it.

    Parameters
    ----------
    statement : Statement
        Where to look; a SOP Class that it does not list is a name alone.
    text : str
        Keyword, name or UID.
    """
    found = uids.find_sop_class(text)
    uid = found.uid if found else text
    for table in statement.tables.values():
        for row in table.rows:
            cells = {cell.column: plain_text(cell.content) for cell in row.cells}
            if cells.get("uid") == uid:
                return Target("table", table.slug, cells["name"], uid, table.section)
    return Target("table", "", found.name, uid, "") if found else None
