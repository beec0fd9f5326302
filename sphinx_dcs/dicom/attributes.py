"""Attributes of the DICOM data dictionary (PS3.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sphinx_dcs.dicom.dictionaries import dictionary
from sphinx_dcs.dicom.nearest import KnownWords

_DIGITS = r"([0-9A-Fa-fx]{4})"
_TAG = re.compile(rf"\({_DIGITS}, ?{_DIGITS}\)\Z|{_DIGITS},? ?{_DIGITS}\Z")
Entry = tuple[str, str, str, str, str]
"""VR, VM, name, "Retired" and keyword."""
_BLANK = "Retired-blank"
"""What pydicom calls Attributes whose name PS3.6 has withdrawn."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An Attribute.

    Attributes
    ----------
    tag : str
        Eight hexadecimal digits in upper case, ``00100020``; ``60xx0010`` in
        a repeating group.
    keyword, name, vr, vm : str
        As PS3.6 has them; a few retired ones have neither keyword nor name.
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
        ``00100020``; names may differ in case, blanks and punctuation. In a
        repeating group (PS3.5, section 7.6) either the tag of the group as a
        whole, ``(60xx,3000)``, or of one of it, ``(6002,3000)``.
    """
    text = text.strip()
    if found := _TAG.match(text):
        return _of_tag("".join(part for part in found.groups() if part))
    return _by_name().get(_folded(text))


def suggest(text: str) -> str:
    """Return ``" Did you mean …?"`` with the nearest keyword or name."""
    return _words().suggest(text)


# --- look-ups ---------------------------------------------------------------------------------


def _of_tag(digits: str) -> Attribute | None:
    if "x" in digits:
        return _repeating().get(digits.casefold())
    entry = _single().get(int(digits, 16)) or _repeated(digits.casefold())
    return _attribute(digits.upper(), entry) if entry else None


def _single() -> dict[int, Entry]:
    found: dict[int, Entry] = dictionary("_dicom_dict", "DicomDictionary")
    return found


def _masks() -> dict[str, Entry]:
    found: dict[str, Entry] = dictionary("_dicom_dict", "RepeatersDictionary")
    return found


def _repeated(digits: str) -> Entry | None:
    """Return the entry of a repeating group or element that a tag belongs to."""
    for mask, entry in _masks().items():
        pairs = zip(mask.casefold(), digits, strict=True)
        if all(wanted in ("x", given) for wanted, given in pairs):
            return entry
    return None


def _attribute(tag: str, entry: Entry) -> Attribute:
    vr, vm, name, retired, keyword = entry
    return Attribute(tag, keyword, "" if name == _BLANK else name, vr, vm, bool(retired))


@cache
def _every() -> list[Attribute]:
    single = [_attribute(f"{tag:08X}", entry) for tag, entry in _single().items()]
    return single + [_attribute(mask, entry) for mask, entry in _masks().items()]


@cache
def _repeating() -> dict[str, Attribute]:
    return {each.tag.casefold(): each for each in _every() if "x" in each.tag}


@cache
def _by_name() -> dict[str, Attribute]:
    """Return the Attributes by keyword and name; a keyword beats the name of another."""
    named = [each for each in _every() if each.keyword]
    by_name = {_folded(each.name): each for each in reversed(named)}
    return by_name | {_folded(each.keyword): each for each in named}


@cache
def _words() -> KnownWords:
    return KnownWords(word for each in _by_name().values() for word in (each.keyword, each.name))


def _folded(text: str) -> str:
    # PS3.6 prints the unit µ, which pydicom spells u.
    return re.sub(r"[^0-9a-z]+", "", text.casefold().replace("μ", "u"))
