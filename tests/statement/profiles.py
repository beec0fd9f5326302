"""Profiles for the real template: of any services, with whatever they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.profile.checking import check
from sphinx_dcs.profile.profile import Profile
from sphinx_dcs.profile.reading import read_text
from sphinx_dcs.statement.loading import editions
from sphinx_dcs.statement.resolving import resolve
from sphinx_dcs.template import load_template
from sphinx_dcs.template.profile_shape import profile_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.statement.model import Statement

Role = tuple[str, str]
TEMPLATE = load_template()
ROLES: list[Role] = [
    (service.path, role) for service in TEMPLATE.services.values() for role in service.roles
]
ENTITIES = ("ONE", "TWO", "THREE & more")

any_roles = st.sets(st.sampled_from(ROLES))
any_entities = st.lists(st.sampled_from(ENTITIES), unique=True)


def profile_of(roles: Iterable[Role], entities: Iterable[str] = ()) -> dict[str, Any]:
    """Return a profile that supports all of some roles."""
    profile: dict[str, Any] = {
        "product": {"name": "Test"},
        "remote-systems": {"pacs": {"name": "PACS"}},
        "application-entities": {name: entity() for name in entities},
    }
    for path, role in sorted(roles):
        place = profile
        for key in path.split("."):
            place = place.setdefault(key, {})
        place[role] = described(path)
    if "storage" in profile:
        profile["storage"]["sop-classes"] = ["CTImageStorage", "ComprehensiveSRStorage"]
    return profile


def entity() -> dict[str, Any]:
    """Return an Application Entity with two activities."""
    return {
        "activities": {
            f"Activity {side}": {"association": side, "remote": "pacs"}
            for side in ("initiator", "acceptor")
        }
    }


def described(path: str) -> dict[str, Any]:
    """Return a role of a service with all that the service may have."""
    service = TEMPLATE.services[path]
    role: dict[str, Any] = {
        slug: {"resources": list(each.resources)} if each.resources else {"describe": "It does."}
        for slug, each in service.transactions.items()
    }
    if service.sop_classes:
        role["sop-classes"] = list(service.sop_classes)
    return role


def statement_of(profile: dict[str, Any]) -> tuple[Statement, list[str]]:
    """Return the statement of a profile, and its messages."""
    diagnostics = Diagnostics()
    text = yaml.safe_dump(profile, sort_keys=False, allow_unicode=True)
    root = read_text(text, "profile.yaml", diagnostics)
    assert root is not None
    checked = check(root, profile_shape(TEMPLATE), diagnostics)
    statement = resolve(TEMPLATE, Profile("test", checked, ()), editions(), diagnostics)
    return statement, [f"{found.position}: {found}" for found in diagnostics]
