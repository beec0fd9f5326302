"""Compares claims with what was observed, and tells all differences at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydicom.uid import UID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SHOWN = 40


def differences(claimed: Collection[object], observed: Collection[object]) -> list[str]:
    """Return a line for each thing that is claimed or observed, but not both."""
    return [
        *(f"claimed, but not observed: {_words(each)}" for each in _without(claimed, observed)),
        *(f"observed, but not claimed: {_words(each)}" for each in _without(observed, claimed)),
    ]


def assert_same(claimed: Collection[object], observed: Collection[object]) -> None:
    """Fail if anything is claimed or observed, but not both.

    Raises
    ------
    AssertionError
        With every difference, or the first of very many and their number.
    """
    found = differences(claimed, observed)
    shown = found[:_SHOWN] + ["…"] * (len(found) > _SHOWN)
    assert not found, "\n".join([f"{len(found)} differences", *shown])


def _without(things: Iterable[object], others: Iterable[object]) -> list[object]:
    return sorted(set(things) - set(others), key=str)


def _words(thing: object) -> str:
    """Return names instead of UIDs."""
    if isinstance(thing, tuple):
        return ", ".join(_words(part) for part in thing)
    text = str(thing)
    return UID(text).name if "." in text and text[:1].isdigit() else text
