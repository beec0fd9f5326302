"""UIDs of the DICOM Standard (PS3.6, annex A): SOP Classes and Transfer Syntaxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydicom._uid_dict import UID_dictionary

from sphinx_dcs.diagnostics import did_you_mean

DICOM_ROOT = "1.2.840.10008."
UidType = Literal["SOP Class", "Transfer Syntax"]
_LIMIT = 64
_UID = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))+\Z")
_TYPES: dict[UidType, tuple[str, ...]] = {
    "SOP Class": ("SOP Class", "Meta SOP Class"),
    "Transfer Syntax": ("Transfer Syntax",),
}


@dataclass(frozen=True, slots=True)
class Uid:
    """A SOP Class or Transfer Syntax.

    Attributes
    ----------
    uid : str
        Dotted numbers.
    name : str
        As PS3.6 has it; the UID itself where nothing is known.
    keyword : str
        As PS3.6 has it, "" where nothing is known.
    is_retired : bool
        Whether PS3.6 marks it as retired.
    is_known : bool
        Whether the dictionary has it.
    """

    uid: str
    name: str
    keyword: str = ""
    is_retired: bool = False
    is_known: bool = True


def is_valid(text: str) -> bool:
    """Tell whether a text is a UID (PS3.5, section 9.1)."""
    return len(text) <= _LIMIT and _UID.match(text) is not None


def is_below_dicom_root(uid: str) -> bool:
    """Tell whether only the DICOM Standard can have given out a UID."""
    return uid.startswith(DICOM_ROOT)


def numerical(uid: str) -> tuple[int, ...]:
    """Return what sorts UIDs in numerical order."""
    return tuple(int(part) for part in uid.split("."))


def find_sop_class(text: str) -> Uid | None:
    """Return the SOP Class of a keyword, name or UID.

    Returns
    -------
    Uid or None
        A valid UID that the dictionary lacks is returned as unknown.
    """
    return _find(text, "SOP Class")


def find_transfer_syntax(text: str) -> Uid | None:
    """Return the Transfer Syntax of a keyword, name or UID; see :func:`find_sop_class`."""
    return _find(text, "Transfer Syntax")


def suggest(text: str, what: UidType) -> str:
    """Return ``" Did you mean …?"`` with the nearest keyword or name."""
    known = _by_name(what).values()
    return did_you_mean(text, [word for uid in known for word in (uid.keyword, uid.name) if word])


def table_name(uid: Uid) -> str:
    """Return the name as the tables of Annex N print it, with "(Retired)" where it is."""
    retired = " (Retired)" if uid.is_retired and "Retired" not in uid.name else ""
    return f"{uid.name}{retired}"


def same_name(text: str, uid: Uid) -> bool:
    """Tell whether a text is a name or keyword of a UID, whatever its spelling."""
    return _folded(text) in (_folded(uid.name), _folded(uid.keyword))


def with_name(uid: Uid, name: str) -> Uid:
    """Return a UID that the dictionary lacks, under a given name."""
    return replace(uid, name=name)


# --- look-ups ---------------------------------------------------------------------------------


def _find(text: str, what: UidType) -> Uid | None:
    text = text.strip()
    if is_valid(text):
        known = _by_uid(what).get(text)
        return known or (None if text in UID_dictionary else Uid(text, text, is_known=False))
    return _by_name(what).get(_folded(text))


@cache
def _by_uid(what: UidType) -> dict[str, Uid]:
    return {
        uid: Uid(uid, _bare(name), keyword, is_retired=bool(retired))
        for uid, (name, kind, _info, retired, keyword) in UID_dictionary.items()
        if kind in _TYPES[what] and name
    }


@cache
def _by_name(what: UidType) -> dict[str, Uid]:
    found: dict[str, Uid] = {}
    # A retired SOP Class may share its name with the one that replaced it.
    for uid in sorted(_by_uid(what).values(), key=lambda each: each.is_retired):
        for word in (uid.keyword, uid.name):
            found.setdefault(_folded(word), uid)
    return found


_SUFFIX = re.compile(r" (?:SOP Class|SOP Class UID)\Z")


def _bare(name: str) -> str:
    """Return a name without "SOP Class", as the tables of Annex N print it."""
    return _SUFFIX.sub("", name)


_IGNORED = re.compile(r"\(retired\)|sop class|transfer syntax|[^0-9a-z]+")


def _folded(text: str) -> str:
    """Return a name without what its spellings differ in: case, blanks, punctuation."""
    return _IGNORED.sub("", text.casefold().replace("&", " and "))
