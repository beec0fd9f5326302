"""Attributes of the DICOM data dictionary (PS3.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary
from pydicom.datadict import get_entry

from sphinx_dcs.diagnostics import did_you_mean

_TAG = re.compile(r"\(?([0-9A-Fa-f]{4}),?\s?([0-9A-Fa-f]{4})\)?\Z")
_REPEATING = re.compile(
    r"\(?([0-9A-Fa-f]{2})xx,?\s?([0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2}|xx))\)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An Attribute.

    Attributes
    ----------
    tag : str
        Eight hexadecimal digits in upper case, ``00100020``; ``60xx0010`` in
        a repeating group.
    keyword, name, vr, vm : str
        As PS3.6 has them.
    is_retired : bool
        Whether PS3.6 marks it as retired.
    """

    tag: str
    keyword: str
    name: str
    vr: str
    vm: str
    is_retired: bool = False


def format_tag(tag: str) -> str:
    """Return a tag as it is printed, ``(0010,0020)``."""
    return f"({tag[:4]},{tag[4:]})"


def find_attribute(text: str) -> Attribute | None:
    """Return the Attribute of a keyword, name or tag, or None.

    Parameters
    ----------
    text : str
        ``PatientID``, ``Patient ID``, ``(0010,0020)``, ``0010,0020`` or
        ``00100020``.
    """
    text = text.strip()
    if found := _TAG.match(text):
        return _of_tag(f"{found[1]}{found[2]}".upper())
    if found := _REPEATING.match(text):
        return _by_name().get(f"{found[1]}xx{found[2]}".casefold())
    return _by_name().get(_folded(text))


def suggest(text: str) -> str:
    """Return ``" Did you mean …?"`` with the nearest keyword or name."""
    known = {each.tag: each for each in _by_name().values()}.values()
    return did_you_mean(
        text, [word for each in known for word in (each.keyword, each.name) if word]
    )


def _of_tag(tag: str) -> Attribute | None:
    try:
        vr, vm, name, retired, keyword = get_entry(int(tag, 16))
    except KeyError:
        return None
    return Attribute(tag, keyword, name, vr, vm, is_retired=bool(retired))


@cache
def _by_name() -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for tag, (vr, vm, name, retired, keyword) in DicomDictionary.items():
        _enter(found, Attribute(f"{tag:08X}", keyword, name, vr, vm, is_retired=bool(retired)))
    for mask, (vr, vm, name, retired, keyword) in RepeatersDictionary.items():
        attribute = Attribute(mask, keyword, name, vr, vm, is_retired=bool(retired))
        _enter(found, attribute)
        found[mask.casefold()] = attribute
    return found


def _enter(found: dict[str, Attribute], attribute: Attribute) -> None:
    for word in (attribute.keyword, attribute.name):
        if word:
            found.setdefault(_folded(word), attribute)


def _folded(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", text.casefold())
