"""UIDs of the DICOM Standard (PS3.6, annex A): SOP Classes and Transfer Syntaxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from sphinx_dcs.dicom.dictionaries import dictionary
from sphinx_dcs.dicom.nearest import KnownWords

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        As the tables of Annex N print it: the name in PS3.6 without
        "SOP Class" behind it; the UID itself where there is no name.
    keyword : str
        As PS3.6 has it, "" where nothing is known.
    is_retired : bool
        Whether PS3.6 marks it as retired.
    is_known : bool
        Whether the dictionary has it.
    standard_name : str
        The name in full, as PS3.6 has it, "" where there is none.
    type : str
        ``SOP Class``, ``Meta SOP Class`` or ``Transfer Syntax`` (PS3.6, Table
        A-1), "" where nothing is known.
    """

    uid: str
    name: str
    keyword: str = ""
    is_retired: bool = False
    is_known: bool = True
    standard_name: str = ""
    type: str = ""


# --- the UID itself ---------------------------------------------------------------------------


def is_valid(text: str) -> bool:
    """Tell whether a text is a UID (PS3.5, section 9.1)."""
    return len(text) <= _LIMIT and _UID.match(text) is not None


def is_below_dicom_root(uid: str) -> bool:
    """Tell whether only the DICOM Standard can have given out a UID."""
    return uid.startswith(DICOM_ROOT)


def numerical(uid: str) -> tuple[int, ...]:
    """Return what sorts UIDs in numerical order.

    Parameters
    ----------
    uid : str
        A valid UID.
    """
    return tuple(int(part) for part in uid.split("."))


# --- finding one ------------------------------------------------------------------------------


def find_sop_class(text: str) -> Uid | None:
    """Return the SOP Class of a keyword, name or UID.

    Parameters
    ----------
    text : str
        Names may differ from PS3.6 in case, blanks and punctuation, and may
        lack "SOP Class" or "(Retired)". Where a retired SOP Class has the
        name of another, "(Retired)" or its keyword tells it. A Meta SOP Class
        is a SOP Class.

    Returns
    -------
    Uid or None
        A valid UID that the dictionary lacks is returned as unknown; the UID
        of something else gives None.
    """
    return _find(text, "SOP Class")


def find_transfer_syntax(text: str) -> Uid | None:
    """Return the Transfer Syntax of a keyword, name or UID; see :func:`find_sop_class`.

    The remark that PS3.6 prints behind some names (": Default Transfer Syntax
    for …") may be there or not.
    """
    return _find(text, "Transfer Syntax")


def suggest(text: str, what: UidType) -> str:
    """Return ``" Did you mean …?"`` with the nearest keyword or name."""
    return _words(what).suggest(text)


# --- its name ---------------------------------------------------------------------------------


def table_name(uid: Uid) -> str:
    """Return the name as the tables of Annex N print it, with "(Retired)" where it is."""
    return f"{uid.name} (Retired)" if uid.is_retired else uid.name


def same_name(text: str, uid: Uid) -> bool:
    """Tell whether a text is a name or keyword of a UID, whatever its spelling."""
    return _folded(text) in _spellings(uid)


def with_name(uid: Uid, name: str) -> Uid:
    """Return a UID that the dictionary lacks, under a given name."""
    return replace(uid, name=name)


# --- look-ups ---------------------------------------------------------------------------------


def _find(text: str, what: UidType) -> Uid | None:
    text = text.strip()
    if is_valid(text):
        known = _by_uid(what).get(text)
        return known or (None if text in _dictionary() else Uid(text, text, is_known=False))
    return _by_name(what).get(_folded(text))


def _dictionary() -> dict[str, tuple[str, str, str, str, str]]:
    """Return name, type, remark, "Retired" and keyword of every UID."""
    found: dict[str, tuple[str, str, str, str, str]] = dictionary("_uid_dict", "UID_dictionary")
    return found


@cache
def _by_uid(what: UidType) -> dict[str, Uid]:
    return {
        uid: Uid(uid, _bare(name) or uid, keyword, bool(retired), True, name, kind)
        for uid, (name, kind, _remark, retired, keyword) in _dictionary().items()
        if kind in _TYPES[what]
    }


@cache
def _by_name(what: UidType) -> dict[str, Uid]:
    found: dict[str, Uid] = {}
    # Some retired SOP Classes have the name of their successor, which comes first.
    for uid in sorted(_by_uid(what).values(), key=lambda each: each.is_retired):
        for spelling in _spellings(uid):
            found.setdefault(spelling, uid)
    return found


@cache
def _words(what: UidType) -> KnownWords:
    known = _by_uid(what).values()
    return KnownWords(word for uid in known for word in (uid.keyword, uid.name) if uid.keyword)


def _spellings(uid: Uid) -> set[str]:
    """Return the names of a UID, folded."""
    return {_folded(word) for word in _names(uid) if word}


def _names(uid: Uid) -> Iterator[str]:
    yield uid.keyword
    yield uid.name
    yield table_name(uid)
    _name, _kind, remark, _retired, _keyword = _dictionary().get(uid.uid, ("",) * 5)
    if uid.standard_name and remark:
        yield f"{uid.standard_name}: {remark}"


_SUFFIX = re.compile(r" SOP Class(?: UID)?(?= - Trial\Z|\Z)")


def _bare(name: str) -> str:
    """Return a name without "SOP Class", as the tables of Annex N print it."""
    return _SUFFIX.sub("", name)


_PUNCTUATION = re.compile(r"[^0-9a-z]+")
_IGNORED = re.compile(r"sopclass(?:uid)?|transfersyntax")


def _folded(text: str) -> str:
    """Return a name without what its spellings differ in: case, blanks, punctuation."""
    letters = _PUNCTUATION.sub("", text.casefold().replace("&", " and "))
    return _IGNORED.sub("", letters)
