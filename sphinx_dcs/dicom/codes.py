"""Coded terms (PS3.16): a code, its scheme and its meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from sphinx_dcs.dicom.dictionaries import dictionary

_TERM = r"""([^\s,"]+)\s*,\s*([A-Za-z0-9_.-]+)\s*(?:,\s*["“”](.*)["“”]\s*)?"""
_CODE = re.compile(rf"(?:\(\s*{_TERM}\)|(?!\(){_TERM})\Z")

_Concepts = dict[str, dict[str, dict[str, tuple[str, list[int]]]]]


@dataclass(frozen=True, slots=True)
class CodedTerm:
    """A coded term.

    Attributes
    ----------
    value, scheme, meaning : str
        Code Value, Coding Scheme Designator, Code Meaning (PS3.3, section
        8.1 to 8.3).
    is_known : bool
        Whether the dictionary has the code.
    """

    value: str
    scheme: str
    meaning: str
    is_known: bool


def parse(text: str) -> CodedTerm | None:
    """Return the coded term of ``(111036, DCM)`` or ``(111036, DCM, "Meaning")``.

    The meaning is looked up where it is not given; None if the text is no
    coded term.
    """
    found = _CODE.match(text.strip())
    if found is None:
        return None
    value, scheme, given = found.groups()[:3] if found[1] else found.groups()[3:]
    known = meanings(value, scheme)
    return CodedTerm(value, scheme, given or next(iter(known), ""), is_known=bool(known))


def meanings(value: str, scheme: str) -> tuple[str, ...]:
    """Return what PS3.16 says a code means: nothing, one text, or several.

    Parameters
    ----------
    value, scheme : str
        Code Value and Coding Scheme Designator. A SNOMED code in the style
        that PS3.16 has retired, (T-28000, SRT), means what its successor
        does.
    """
    if scheme == "SRT":
        value, scheme = _successors().get(value, ""), "SCT"
    return tuple(_meanings().get((value, scheme), ()))


@cache
def _meanings() -> dict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    # This takes as long as all other dictionaries, and most profiles name no code.
    concepts: _Concepts = dictionary("sr._concepts_dict", "concepts")
    for scheme, by_keyword in concepts.items():
        for by_code in by_keyword.values():
            for value, (meaning, _cids) in by_code.items():
                found[value, scheme].append(meaning)
    return dict(found)


@cache
def _successors() -> dict[str, str]:
    mapping: dict[str, dict[str, str]] = dictionary("sr._snomed_dict", "mapping")
    return mapping["SRT"]
