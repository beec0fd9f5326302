"""The figures of a statement, drawn from the profile (Annex N, Figures 1-1 and 4-1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dcs.profile.profile import child, entries_of, text_of, texts_of
from sphinx_dcs.statement.model import Arrow, Box, Diagram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_dcs.profile.values import Entry
    from sphinx_dcs.statement.support import Support

_PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Activity:
    """A real-world activity of an Application Entity.

    Attributes
    ----------
    entity, name, remote : str
        The Application Entity, the activity, key of the remote system.
    is_initiator : bool
        Whether the Application Entity opens the association.
    services : tuple of str
        Names of the services it uses.
    """

    entity: str
    name: str
    remote: str
    is_initiator: bool
    services: tuple[str, ...]


def activities(support: Support) -> list[Activity]:
    """Return the activities of all Application Entities, in the profile's order."""
    return [
        _activity(support, entity, entry)
        for entity in support.profile.entries("application-entities")
        for entry in entries_of(child(entity.value, "activities"))
    ]


def _activity(support: Support, entity: Entry, entry: Entry) -> Activity:
    return Activity(
        entity=entity.key.text,
        name=entry.key.text,
        remote=text_of(child(entry.value, "remote")),
        is_initiator=text_of(child(entry.value, "association")) == "initiator",
        services=_service_names(support, texts_of(child(entry.value, "services"))),
    )


def _service_names(support: Support, given: Iterable[str]) -> tuple[str, ...]:
    """Return the names of services that are given by path or by name."""
    known = support.template.services
    return tuple(known[each].name if each in known else each for each in given)


# --- Figure 1-1 -------------------------------------------------------------------------------


def services_overview(support: Support) -> Diagram:
    """Return the product with the systems around it and the services between them."""
    remotes = support.profile.entries("remote-systems")
    sides = ("left", "right")
    boxes = [Box(_PRODUCT, support.profile.text("product.name"), _PRODUCT)]
    boxes += [
        Box(_remote_id(entry.key.text), text_of(child(entry.value, "name")), sides[index % 2])
        for index, entry in enumerate(remotes)
    ]
    arrows = [_overview_arrow(support, entry) for entry in remotes]
    lanes = (("left", ""), (_PRODUCT, ""), ("right", ""))
    return Diagram(lanes, tuple(boxes), tuple(arrows))


def _overview_arrow(support: Support, remote: Entry) -> Arrow:
    shared = [each for each in activities(support) if each.remote == remote.key.text]
    given = _service_names(support, texts_of(child(remote.value, "services")))
    names = given or tuple(dict.fromkeys(name for each in shared for name in each.services))
    opens = {each.is_initiator for each in shared} or {True, False}
    source, target = _PRODUCT, _remote_id(remote.key.text)
    if opens == {False}:
        source, target = target, source
    return Arrow(source, target, ", ".join(names), both_ways=len(opens) > 1)


# --- Figure 4-1 -------------------------------------------------------------------------------


def application_data_flow(support: Support) -> Diagram:
    """Return local activities, Application Entities and remote systems with their services."""
    shown = activities(support)
    remotes = {entry.key.text: entry for entry in support.profile.entries("remote-systems")}
    used = dict.fromkeys(each.remote for each in shown if each.remote)
    boxes = [Box(_local_id(each), each.name, "local", "rounded") for each in shown]
    boxes += [
        Box(_entity_id(entry.key.text), entry.key.text, "entity", "circle")
        for entry in support.profile.entries("application-entities")
    ]
    boxes += [
        Box(_remote_id(key), text_of(child(remotes[key].value, "name")), "remote")
        for key in used
        if key in remotes
    ]
    arrows = [_local_arrow(each) for each in shown] + _remote_arrows(shown, remotes)
    lanes = (
        ("local", "Local real-world activities"),
        ("entity", "Application Entities"),
        ("remote", "Remote systems"),
    )
    return Diagram(lanes, tuple(boxes), tuple(arrows))


def _local_id(activity: Activity) -> str:
    return f"activity {activity.entity} {activity.name}"


def _remote_id(key: str) -> str:
    return f"remote {key}"


def _entity_id(name: str) -> str:
    return f"entity {name}"


def _local_arrow(activity: Activity) -> Arrow:
    ends = (_local_id(activity), _entity_id(activity.entity))
    source, target = ends if activity.is_initiator else reversed(ends)
    return Arrow(source, target)


def _remote_arrows(shown: list[Activity], remotes: dict[str, Entry]) -> list[Arrow]:
    """Return one arrow for each Application Entity, remote system and direction."""
    services: dict[tuple[str, str], dict[str, None]] = {}
    for each in shown:
        if each.remote in remotes:
            ends = (_entity_id(each.entity), _remote_id(each.remote))
            key = ends if each.is_initiator else (ends[1], ends[0])
            services.setdefault(key, {}).update(dict.fromkeys(each.services))
    return [Arrow(*ends, ", ".join(names)) for ends, names in services.items()]


DIAGRAMS: dict[str, Callable[[Support], Diagram]] = {
    "services-overview": services_overview,
    "application-data-flow": application_data_flow,
}
"""Every diagram by the name that figures use."""


def describe(diagram: Diagram) -> str:
    """Return a diagram in words, a sentence for each arrow."""
    labels = {box.id: box.label.replace("\n", " ") for box in diagram.boxes}
    return " ".join(_sentence(arrow, labels) for arrow in diagram.arrows)


def _sentence(arrow: Arrow, labels: dict[str, str]) -> str:
    link = "to and from" if arrow.both_ways else "to"
    services = f": {arrow.label}" if arrow.label else ""
    return f"{labels[arrow.source]} {link} {labels[arrow.target]}{services}."
