"""Coded terms (PS3.16): a code, its scheme and its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from pydicom.sr._concepts_dict import concepts

_CODE = re.compile(r"""\(?\s*([^,()"\s]+)\s*,\s*([A-Za-z0-9_.-]+)\s*(?:,\s*"([^"]*)"\s*)?\)?\Z""")


_Concepts = dict[str, dict[str, dict[str, tuple[str, list[int]]]]]


@dataclass(frozen=True, slots=True)
class CodedTerm:
    """A coded term.

    Attributes
    ----------
    value, scheme, meaning : str
        Code Value, Coding Scheme Designator, Code Meaning.
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
    value, scheme, given = found[1], found[2], found[3] or ""
    known = _meanings().get((value, scheme), "")
    return CodedTerm(value, scheme, given or known, is_known=bool(known))


@cache
def _meanings() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    # pydicom leaves the inner mappings untyped.
    by_scheme = cast("_Concepts", concepts)
    for scheme, by_keyword in by_scheme.items():
        for by_code in by_keyword.values():
            for value, (meaning, _cids) in by_code.items():
                found.setdefault((value, scheme), meaning)
    return found
