"""The kinds of scalars: what the text of a value means.

Each kind converts text to a value, reports what is wrong with it, and tells
its JSON Schema for editors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.dicom import attributes, codes, uids

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.diagnostics import Rule
    from sphinx_dcs.profile.shape import Shape
    from sphinx_dcs.profile.values import Scalar, Value


class Check(Protocol):
    """What a kind may ask of the walk over the profile."""

    def report(self, rule: Rule, at: Value, path: str, **values: object) -> None:
        """Report a broken rule at a value."""

    def names(self, path: str) -> frozenset[str]:
        """Return the keys of the mapping at a path of the profile."""

    def beside(self, at: Scalar, key: str) -> str:
        """Return the text of a key that stands beside a value, or ""."""


Convert = "Callable[[Scalar, Shape, Check, str], object | None]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of scalar.

    Attributes
    ----------
    expected : str
        What belongs here, as a message says it.
    convert : callable
        Returns the value, or None after it has reported what is wrong.
    schema : dict
        JSON Schema of the text.
    """

    expected: str
    convert: Callable[[Scalar, Shape, Check, str], object | None]
    schema: dict[str, Any] = field(default_factory=dict)


def describe(shape: Shape) -> str:
    """Return what a message says is expected where a shape stands."""
    return KINDS[shape.kind].expected


# --- plain values -----------------------------------------------------------------------------


def _text(scalar: Scalar, _shape: Shape, _check: Check, _path: str) -> str:
    return scalar.text


_YES_NO = {"y": "Y", "yes": "Y", "true": "Y", "n": "N", "no": "N", "false": "N"}


def _yes_no(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    """Y or N (Annex N, preamble); the other spellings YAML knows are the same."""
    found = _YES_NO.get(scalar.text.casefold())
    if found is None:
        check.report(
            rules.NOT_A_CHOICE, scalar, path, text=scalar.text, terms="Y, N", suggestion=""
        )
    return found


def _choice(scalar: Scalar, shape: Shape, check: Check, path: str) -> str | None:
    if scalar.text in shape.terms:
        return scalar.text
    check.report(
        rules.NOT_A_CHOICE,
        scalar,
        path,
        text=scalar.text,
        terms=", ".join(shape.terms),
        suggestion=did_you_mean(scalar.text, shape.terms),
    )
    return None


def _date(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    try:
        return date.fromisoformat(scalar.text).isoformat()
    except ValueError:
        check.report(rules.NOT_A_DATE, scalar, path, text=scalar.text)
        return None


_AE_TITLE_LIMIT = 16


def _ae_title(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    """Read an AE Title: 1 to 16 characters of the default repertoire (PS3.5, 6.2, VR AE)."""
    text = scalar.text.strip(" ")
    if (
        0 < len(text) <= _AE_TITLE_LIMIT
        and text.isascii()
        and text.isprintable()
        and "\\" not in text
    ):
        return text
    check.report(rules.NOT_AN_AE_TITLE, scalar, path, text=scalar.text)
    return None


# --- names of things in the profile -----------------------------------------------------------


def _name(scalar: Scalar, shape: Shape, check: Check, path: str) -> str | None:
    known = check.names(shape.of)
    if scalar.text in known:
        return scalar.text
    check.report(
        rules.NOT_DEFINED,
        scalar,
        path,
        name=scalar.text,
        of=shape.of,
        suggestion=did_you_mean(scalar.text, known),
    )
    return None


def _service(scalar: Scalar, shape: Shape, check: Check, path: str) -> str | None:
    if scalar.text in shape.terms:
        return scalar.text
    suggestion = did_you_mean(scalar.text, shape.terms)
    check.report(rules.UNKNOWN_SERVICE, scalar, path, text=scalar.text, suggestion=suggestion)
    return None


# --- DICOM ------------------------------------------------------------------------------------


def _sop_class(scalar: Scalar, _shape: Shape, check: Check, path: str) -> uids.Uid | None:
    found = uids.find_sop_class(scalar.text) or _private(scalar.text, check.beside(scalar, "uid"))
    return _found_uid(found, scalar, check, path, "SOP Class")


def _private(name: str, uid: str) -> uids.Uid | None:
    """Return the SOP Class that a profile spells out by its name and a UID beside it."""
    found = uids.find_sop_class(uid) if uids.is_valid(uid) else None
    return None if found is None or found.is_known else uids.with_name(found, name)


def _transfer_syntax(scalar: Scalar, _shape: Shape, check: Check, path: str) -> uids.Uid | None:
    return _found_uid(
        uids.find_transfer_syntax(scalar.text), scalar, check, path, "Transfer Syntax"
    )


def _found_uid(
    found: uids.Uid | None, scalar: Scalar, check: Check, path: str, what: uids.UidType
) -> uids.Uid | None:
    if found is None:
        suggestion = uids.suggest(scalar.text, what)
        check.report(
            rules.UNKNOWN_UID, scalar, path, what=what, text=scalar.text, suggestion=suggestion
        )
    elif not found.is_known and uids.is_below_dicom_root(found.uid):
        if found.name == found.uid and not check.beside(scalar, "name"):
            check.report(rules.NEWER_UID, scalar, path, what=what, text=scalar.text)
    elif found.is_retired:
        check.report(rules.RETIRED_UID, scalar, path, what=what, text=found.name)
    return found


def _uid(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    if uids.is_valid(scalar.text):
        return scalar.text
    check.report(rules.NOT_A_UID, scalar, path, text=scalar.text)
    return None


def _tag(scalar: Scalar, _shape: Shape, check: Check, path: str) -> attributes.Attribute | None:
    found = attributes.find_attribute(scalar.text)
    if found is None:
        suggestion = attributes.suggest(scalar.text)
        check.report(rules.UNKNOWN_ATTRIBUTE, scalar, path, text=scalar.text, suggestion=suggestion)
    return found


def _code(scalar: Scalar, _shape: Shape, check: Check, path: str) -> codes.CodedTerm | None:
    found = codes.parse(scalar.text)
    if found is None:
        check.report(rules.NOT_A_CODE, scalar, path, text=scalar.text)
    return found


_STATUS = r"[0-9A-F]{4}|[0-9A-F]{1,3}[x]{1,3}"
_STATUS_CODE = re.compile(rf"(?:{_STATUS})(?:-(?:[0-9A-F]{{4}}))?\Z")
_HTTP_CODE = re.compile(r"[1-5][0-9]{2}(?: \([^()]+\))?\Z")
_STATUS_LENGTH = 4


def _status_code(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    """Read a DIMSE status, ``A700``, ``Cxxx`` or ``A700-A7FF`` (PS3.7, annex C), or an HTTP one."""
    text = scalar.text
    if _HTTP_CODE.match(text) or (_STATUS_CODE.match(text) and _is_range(text)):
        return text
    check.report(rules.NOT_A_STATUS_CODE, scalar, path, text=text)
    return None


def _is_range(text: str) -> bool:
    first, dash, last = text.partition("-")
    if len(first) != _STATUS_LENGTH:
        return False
    return not dash or ("x" not in first and int(first, 16) < int(last, 16))


_TID = re.compile(r"[0-9]{1,5}\Z")


def _tid(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    text = scalar.text.removeprefix("TID").strip()
    if _TID.match(text):
        return text
    check.report(rules.NOT_A_TID, scalar, path, text=scalar.text)
    return None


def _warning_code(scalar: Scalar, _shape: Shape, check: Check, path: str) -> str | None:
    known = [code for code, rule in rules.ALL.items() if rule.severity == "warning"]
    if scalar.text in known:
        return scalar.text
    check.report(rules.NOT_A_WARNING, scalar, path, text=scalar.text, terms=", ".join(known))
    return None


KINDS: dict[str, Kind] = {
    "text": Kind("text", _text),
    "line": Kind("a line of text", _text),
    "prose": Kind("text in Markdown", _text),
    "service": Kind("the name of a service", _service),
    "yes-no": Kind("Y or N", _yes_no, {"enum": ["Y", "N"]}),
    "choice": Kind("one of the listed terms", _choice),
    "date": Kind("a date such as 2026-11-23", _date, {"format": "date"}),
    "ae-title": Kind("an Application Entity Title", _ae_title, {"maxLength": _AE_TITLE_LIMIT}),
    "name": Kind("a name", _name),
    "sop-class": Kind("a SOP Class", _sop_class),
    "transfer-syntax": Kind("a Transfer Syntax", _transfer_syntax),
    "uid": Kind("a UID", _uid, {"pattern": r"^[0-9]+(\.[0-9]+)*$", "maxLength": 64}),
    "tag": Kind("an Attribute", _tag),
    "code": Kind("a coded term", _code),
    "status-code": Kind("a status code", _status_code),
    "warning-code": Kind("the code of a warning", _warning_code),
    "tid": Kind("a Template ID", _tid, {"pattern": "^(TID ?)?[0-9]{1,5}$"}),
}
"""Every kind of scalar by its name."""
