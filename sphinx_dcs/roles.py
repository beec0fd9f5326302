"""Roles that refer to a statement or to the DICOM dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_dcs import rules
from sphinx_dcs.dicom import attributes
from sphinx_dcs.digests import Shown
from sphinx_dcs.render.links import RoleContext
from sphinx_dcs.render.nodes import dcs_breakable
from sphinx_dcs.targets import SOP_CLASS, split_name
from sphinx_dcs.warnings import warn

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.domain import DcsDomain


class TagRole(SphinxRole):
    """The name and tag of an Attribute: ``:dcs:tag:`PatientID```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the name, and the tag that breaks only behind its comma."""
        found = attributes.find_attribute(self.text)
        if found is None:
            suggestion = attributes.suggest(self.text)
            place = self.get_location()
            warn(rules.UNKNOWN_ATTRIBUTE, place, text=self.text, suggestion=suggestion)
            return [nodes.literal("", self.text)], []
        tag = attributes.format_tag(found.tag)
        return [nodes.Text(f"{found.name} "), dcs_breakable("", tag, classes=["dcs-tag"])], []


class StatementRole(XRefRole):
    """A reference to something in a statement; the page depends on what that is."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Remember what the page refers to."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        # In a profile's text a name without a profile is one of the same profile.
        context: object = self.inliner
        own = context.dcs_profile if isinstance(context, RoleContext) else ""
        refnode["dcs_profile"] = own
        domain = cast("DcsDomain", env.domains["dcs"])
        profile, name = split_name(target, domain.profiles, own)
        domain.note_shown(env.docname, Shown(profile, "target", f"{refnode['reftype']} {name}"))
        return title, target


ROLES = {
    "section": StatementRole(),
    "table": StatementRole(),
    "figure": StatementRole(),
    "ae": StatementRole(),
    SOP_CLASS: StatementRole(),
    "tag": TagRole(),
}
"""The roles of the domain."""
