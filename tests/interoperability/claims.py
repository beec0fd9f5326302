"""What the profile of Orthanc claims, in the form that tests compare.

This is the only module here that knows how a profile is written.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from sphinx_dcs.dicom import uids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Data = dict[str, Any]

PROFILE = Path(__file__).parents[2] / "example-site" / "profiles" / "orthanc.yaml"
_EVERY_SOP_CLASS = {
    "verification": ["Verification"],
    "modality-worklist": ["ModalityWorklistInformationModelFind"],
    "storage-commitment": ["StorageCommitmentPushModel"],
}
_ABOUT_A_ROLE = {"application-entities", "describe", "status-codes"}
_IMPLICIT = ["ImplicitVRLittleEndian"]


class PresentationContext(NamedTuple):
    """A SOP Class with a Transfer Syntax, both by UID."""

    sop_class: str
    transfer_syntax: str


class WebResource(NamedTuple):
    """A resource of a web transaction; "" where the transaction has none."""

    service: str
    transaction: str
    resource: str = ""


class StatusCode(NamedTuple):
    """A status that is sent: ``("storage", "c-store", "A700-A7FF")``."""

    service: str
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a product is said to do.

    Attributes
    ----------
    versions : frozenset of str
        Those that the claims are about.
    contexts : mapping of str to frozenset of PresentationContext
        By role: ``scu`` for what is proposed, ``scp`` for what is accepted.
    storage : mapping of str to frozenset of str
        UIDs of the Storage SOP Classes by role.
    displayed : frozenset of str
        UIDs of the Storage SOP Classes that are shown to the user.
    resources : mapping of str to frozenset of WebResource
        By role: ``user-agent`` and ``origin-server``.
    status_codes : frozenset of StatusCode
        Statuses that the product sends.
    association_parameters : mapping of str to str
        By the names of the profile.
    character_sets : frozenset of str
        Defined Terms.
    """

    versions: frozenset[str]
    contexts: Mapping[str, frozenset[PresentationContext]]
    storage: Mapping[str, frozenset[str]]
    displayed: frozenset[str]
    resources: Mapping[str, frozenset[WebResource]]
    status_codes: frozenset[StatusCode]
    association_parameters: Mapping[str, str]
    character_sets: frozenset[str]


def read_profile() -> Data:
    """Return the data of the profile, to be changed at will."""
    return deepcopy(_parsed())


@cache
def _parsed() -> Data:
    data: Data = yaml.safe_load(PROFILE.read_text(encoding="utf-8"))
    return data


def claims_of(profile: Data) -> Claims:
    """Return what a profile claims."""
    roles = ("scu", "scp")
    storage = {role: frozenset(_stored(profile, role)) for role in roles}
    return Claims(
        versions=frozenset(profile["product"]["versions"]),
        contexts={role: frozenset(_contexts(profile, role)) for role in roles},
        storage={role: frozenset(context.sop_class for context in storage[role]) for role in roles},
        displayed=frozenset(_sop_class(key) for key in _flagged(profile, "display", "N")),
        resources={role: frozenset(_resources(profile, role)) for role in _WEB_ROLES},
        status_codes=frozenset(_status_codes(profile)),
        association_parameters=profile["association-parameters"],
        character_sets=frozenset(profile["character-sets"]),
    )


_WEB_ROLES = ("user-agent", "origin-server")


# --- presentation contexts ----------------------------------------------------------------------


def _contexts(profile: Data, role: str) -> Iterator[PresentationContext]:
    yield from _stored(profile, role)
    for service in (*_EVERY_SOP_CLASS, "query-retrieve"):
        yield from _of_service(profile, service, role)


def _stored(profile: Data, role: str) -> Iterator[PresentationContext]:
    """Return the contexts of storage; a SOP Class has a role that the product has."""
    defaults = profile["storage"]["defaults"]
    if role not in profile["storage"]:
        return
    for key in _flagged(profile, role, "Y"):
        own = profile["storage"]["sop-classes"][key]
        sets = own.get("transfer-syntax-sets", defaults["transfer-syntax-sets"])
        for transfer_syntax in _members(profile, sets):
            yield PresentationContext(_sop_class(key), transfer_syntax)


def _flagged(profile: Data, flag: str, otherwise: str) -> list[str]:
    """Return the Storage SOP Classes for which the answer to a yes-no column is Y."""
    default = profile["storage"]["defaults"].get(flag, otherwise)
    sop_classes = profile["storage"]["sop-classes"]
    return [key for key, own in sop_classes.items() if _is_yes(own.get(flag, default))]


def _is_yes(value: str | bool) -> bool:
    """Tell whether a value is Y, which some YAML loaders turn into a boolean."""
    return value in ("Y", True)


def _members(profile: Data, sets: Iterable[str]) -> Iterator[str]:
    for name in sets:
        for item in profile["transfer-syntax-sets"][name]["transfer-syntaxes"]:
            yield _transfer_syntax(item if isinstance(item, str) else item["transfer-syntax"])


def _of_service(profile: Data, service: str, role: str) -> Iterator[PresentationContext]:
    found = profile.get(service, {}).get(role)
    if found is None:
        return
    for sop_class in found.get("sop-classes", _EVERY_SOP_CLASS.get(service, [])):
        for transfer_syntax in found.get("transfer-syntaxes", _IMPLICIT):
            yield PresentationContext(_sop_class(sop_class), _transfer_syntax(transfer_syntax))


def _sop_class(text: str) -> str:
    found = uids.find_sop_class(text)
    assert found is not None, text
    return found.uid


def _transfer_syntax(text: str) -> str:
    found = uids.find_transfer_syntax(text)
    assert found is not None, text
    return found.uid


# --- web services -------------------------------------------------------------------------------


def _resources(profile: Data, role: str) -> Iterator[WebResource]:
    for service, roles in profile["web"].items():
        for name, transaction in roles.get(role, {}).items():
            if name not in _ABOUT_A_ROLE:
                for resource in transaction.get("resources", [""]):
                    yield WebResource(service, name, resource)


# --- status codes -------------------------------------------------------------------------------


def _status_codes(profile: Data) -> Iterator[StatusCode]:
    """Return the statuses that the product sends: those of an SCP and of an origin server.

    The one N-EVENT-REPORT of Storage Commitment goes the other way.
    """
    for service in (*_EVERY_SOP_CLASS, "storage", "query-retrieve"):
        for role in ("scu", "scp"):
            tables = profile.get(service, {}).get(role, {}).get("status-codes", {})
            for message, rows in tables.items():
                if (role == "scu") == (message == "n-event-report"):
                    yield from _rows(service, message, rows)
    for service, roles in profile["web"].items():
        yield from _web_status_codes(f"web.{service}", roles.get("origin-server", {}))


def _web_status_codes(service: str, role: Data) -> Iterator[StatusCode]:
    yield from _rows(service, "", role.get("status-codes", {}))
    for name, transaction in role.items():
        if name not in _ABOUT_A_ROLE:
            yield from _rows(service, name, transaction.get("status-codes", {}))


def _rows(service: str, message: str, rows: Data) -> Iterator[StatusCode]:
    """Return the rows of a table that are neither removed nor anything but a code."""
    for code, text in rows.items():
        if code == "add":
            codes = (row["code"].split(" (")[0] for row in text)
            yield from (StatusCode(service, message, each) for each in codes)
        elif text is not None:
            yield StatusCode(service, message, code)
