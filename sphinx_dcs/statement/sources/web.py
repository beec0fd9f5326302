"""Rows over the transactions and resources of a web service (Annex N, 1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.profile.profile import child, texts_of
from sphinx_dcs.statement.context import plain, yes_no
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.template.model import Service, Transaction

_ROLES = ("user-agent", "origin-server")


def web_transactions(context: Context) -> list[Draft]:
    """Return a row for each supported resource of a web service's transactions."""
    service = context.template.services[context.table.parameters["service"]]
    return [
        draft
        for transaction in service.transactions.values()
        for draft in _rows(context, service, transaction)
    ]


def _rows(context: Context, service: Service, transaction: Transaction) -> Iterator[Draft]:
    by_role = {role: _resources(context, service, transaction, role) for role in _ROLES}
    every = transaction.resources or {"": ""}
    for resource, name in every.items():
        if any(resource in found for found in by_role.values()):
            cells = {
                "service": plain(context.table.parameters.get("name", service.name)),
                "transaction": plain(transaction.name),
                "resource": plain(name),
            }
            roles = {role: yes_no(resource in found) for role, found in by_role.items()}
            yield Draft("/".join(filter(None, (transaction.slug, resource))), cells | roles)


def _resources(
    context: Context, service: Service, transaction: Transaction, role: str
) -> list[str]:
    """Return the resources that a role supports; [""] where a transaction has none."""
    path = f"{service.path}.{role}.{transaction.slug}"
    value = context.profile.at(path)
    if value is None:
        return []
    if not transaction.resources:
        return [""]
    named = texts_of(child(value, "resources"))
    if not named and len(transaction.resources) == 1:
        return list(transaction.resources)
    if not named:
        terms = ", ".join(transaction.resources)
        context.diagnostics.report(
            rules.NO_RESOURCE, value.position, path, transaction=transaction.name, terms=terms
        )
    return named
