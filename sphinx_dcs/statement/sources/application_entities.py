"""Rows over Application Entities and their services (Annex N, Table 5-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.profile.profile import child, texts_of
from sphinx_dcs.statement.context import plain, yes_no
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.template.model import Service

_VIDEO = "real-time-video"


def application_entity_services(context: Context) -> list[Draft]:
    """Return a row for each service of each Application Entity, with its roles."""
    return [
        _row(context, entry.key.text, service, roles)
        for entry in context.profile.entries("application-entities")
        for service in context.template.services.values()
        if (roles := _roles(context, entry.key.text, service))
    ]


def _roles(context: Context, name: str, service: Service) -> set[str]:
    """Return the roles of a service that an Application Entity has.

    A role that names no Application Entity belongs to all of them.
    """
    found: set[str] = set()
    for role in service.roles:
        value = context.profile.at(f"{service.path}.{role}")
        named = texts_of(child(value, "application-entities"))
        if value is not None and (not named or name in named):
            found.add(role)
    return found


def _row(context: Context, name: str, service: Service, roles: set[str]) -> Draft:
    prefix = "rtv-" if service.category == _VIDEO else ""
    own = {prefix + role for role in roles}
    flags = [leaf.key for leaf in context.table.leaves if leaf.kind == "yes-no"]
    cells = {
        "application-entity": plain(name),
        "service": plain(service.name),
        **{key: yes_no(key in own) for key in flags},
    }
    return Draft(f"{name}/{service.path}", cells, block=name)
