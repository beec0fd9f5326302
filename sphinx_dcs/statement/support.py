"""What the product supports: roles, SOP Classes, conditions of the template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.dicom import uids
from sphinx_dcs.profile.profile import Profile, child, entries_of, items_of, text_of, texts_of
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Value

if TYPE_CHECKING:
    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.template.model import Condition, Service, Template

Scope = dict[str, Entry]
"""The entries that repeated sections stand for, by variable."""

_NO = "N"
_DEFAULT_TRANSFER_SYNTAX = "ImplicitVRLittleEndian"


@dataclass(frozen=True, slots=True)
class SopClass:
    """A SOP Class in the role of a service.

    Attributes
    ----------
    uid, name, keyword : str
        As PS3.6 says, or as the profile spells out a private one.
    transfer_syntaxes : tuple of Uid
        In the order of the profile.
    """

    uid: str
    name: str
    keyword: str
    transfer_syntaxes: tuple[uids.Uid, ...] = ()


class Support:
    """Answers what a profile supports.

    Parameters
    ----------
    template, profile : Template, Profile
        What is asked, and of what.
    diagnostics : Diagnostics
        Where messages go.
    """

    def __init__(self, template: Template, profile: Profile, diagnostics: Diagnostics) -> None:
        self.template = template
        self.profile = profile
        self._diagnostics = diagnostics
        self._known: dict[tuple[str, str], dict[str, SopClass]] = {}

    # --- conditions ---

    def holds(self, conditions: tuple[Condition, ...], scope: Scope | None = None) -> bool:
        """Tell whether any of the conditions holds, or there is none."""
        return not conditions or any(self._holds(each, scope or {}) for each in conditions)

    def _holds(self, condition: Condition, scope: Scope) -> bool:
        if condition.every:
            return all(self._holds(each, scope) for each in condition.every)
        found = self.at(condition.path, scope)
        if found is None or text_of(found) == _NO:
            return False
        if not condition.sop_classes:
            return True
        service, _, role = condition.path.rpartition(".")
        supported = {found.keyword for found in self.sop_classes(service, role).values()}
        return not supported.isdisjoint(condition.sop_classes)

    def at(self, path: str, scope: Scope) -> Value | None:
        """Return what is present at a path, which may begin with a variable."""
        first, _, rest = path.partition(".")
        if first in scope:
            return child(scope[first].value, rest)
        return self.profile.at(path)

    # --- roles and SOP Classes ---

    def has_role(self, service: str, role: str) -> bool:
        """Tell whether the product has a role of a service."""
        return self.profile.at(f"{service}.{role}") is not None

    def sop_classes(self, service: str, role: str) -> dict[str, SopClass]:
        """Return the SOP Classes that a role supports, by UID.

        Parameters
        ----------
        service, role : str
            Path of the service and name of the role.
        """
        key = (service, role)
        if key not in self._known:
            self._known[key] = self._sop_classes(service, role)
        return self._known[key]

    def _sop_classes(self, path: str, role_name: str) -> dict[str, SopClass]:
        role = self.profile.at(f"{path}.{role_name}")
        service = self.template.services.get(path)
        if role is None or service is None:
            return {}
        given = entries_of(child(role, "sop-classes"))
        if not given and service.has_every_sop_class:
            given = tuple(_keyword_entry(word, role) for word in service.sop_classes)
        if not given and service.sop_classes:
            self._diagnostics.report(
                rules.NO_SOP_CLASS, role.position, f"{path}.{role_name}", service=service.name
            )
        for entry in given:
            self._check_service(entry, service)
        default = self._transfer_syntaxes(role)
        found = [self._sop_class(entry, default) for entry in given]
        return {each.uid: each for each in found}

    def _sop_class(self, entry: Entry, default: tuple[uids.Uid, ...]) -> SopClass:
        known = self.named(entry)
        own = self._transfer_syntaxes(entry.value, default)
        return SopClass(known.uid, known.name, known.keyword, own)

    def _check_service(self, entry: Entry, service: Service) -> None:
        """Report a SOP Class of the dictionary that belongs to another service."""
        known = entry.key.value
        own = (*service.sop_classes, *service.further_sop_classes)
        if isinstance(known, uids.Uid) and known.is_known and known.keyword not in own:
            self._diagnostics.report(
                rules.NOT_OF_SERVICE,
                entry.key.position,
                service.path,
                name=known.name,
                service=service.name,
            )

    def named(self, entry: Entry) -> uids.Uid:
        """Return the SOP Class that an entry is about, with the name given beside it."""
        known = entry.key.value
        if not isinstance(known, uids.Uid):
            message = f"{entry.key.text} was not converted"
            raise TypeError(message)
        name, uid = text_of(child(entry.value, "name")), text_of(child(entry.value, "uid"))
        if (uid and uid != known.uid) or (
            name and known.is_known and not uids.same_name(name, known)
        ):
            self._contradiction(entry, known, uid or name)
        return known if known.is_known or not name else uids.with_name(known, name)

    def _contradiction(self, entry: Entry, known: uids.Uid, wrong: str) -> None:
        at = child(entry.value, "uid") or child(entry.value, "name") or entry.key
        self._diagnostics.report(
            rules.CONTRADICTING_UID, at.position, name=known.name, right=known.uid, wrong=wrong
        )

    # --- Transfer Syntaxes ---

    def _transfer_syntaxes(
        self, value: Value, default: tuple[uids.Uid, ...] = ()
    ) -> tuple[uids.Uid, ...]:
        """Return the Transfer Syntaxes that a role or SOP Class names.

        Where it names none it is the default of PS3.5, section 10.1, which
        every implementation supports.
        """
        listed = items_of(child(value, "transfer-syntaxes"))
        named = [item.value for item in listed if isinstance(item, Scalar)]
        for name in texts_of(child(value, "transfer-syntax-sets")):
            named += self.sets.get(name, ())
        unique = tuple(dict.fromkeys(uid for uid in named if isinstance(uid, uids.Uid)))
        return unique or default or (_default_transfer_syntax(),)

    @cached_property
    def sets(self) -> dict[str, tuple[uids.Uid, ...]]:
        """The Transfer Syntaxes of each Transfer Syntax Set, by its abbreviation."""
        return {
            entry.key.text: tuple(self.transfer_syntax(item) for item in self.members(entry))
            for entry in self.profile.entries("transfer-syntax-sets")
        }

    def members(self, entry: Entry) -> tuple[Value, ...]:
        """Return the items of a Transfer Syntax Set that name a Transfer Syntax."""
        items = items_of(child(entry.value, "transfer-syntaxes"))
        return tuple(item for item in items if _is_uid(child(item, "transfer-syntax")))

    def transfer_syntax(self, item: Value) -> uids.Uid:
        """Return the Transfer Syntax of an item, with the name given beside it."""
        key = child(item, "transfer-syntax")
        if not isinstance(key, Scalar):
            message = "the item names no Transfer Syntax"
            raise TypeError(message)
        return self.named(Entry(key, item))


def _is_uid(value: Value | None) -> bool:
    return isinstance(value, Scalar) and isinstance(value.value, uids.Uid)


def _default_transfer_syntax() -> uids.Uid:
    return _known(uids.find_transfer_syntax(_DEFAULT_TRANSFER_SYNTAX))


def _keyword_entry(keyword: str, role: Value) -> Entry:
    known = _known(uids.find_sop_class(keyword))
    key = Scalar(keyword, role.position, value=known)
    return Entry(key, Mapping({}, role.position))


def _known(found: uids.Uid | None) -> uids.Uid:
    if found is None:
        message = "the dictionary lacks a UID that the template names"
        raise LookupError(message)
    return found
