"""A checked profile, with the questions that the rest of the pipeline asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value, find

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.diagnostics import Position


def present(value: Value | None) -> Value | None:
    """Return the value, or None where it is absent or null."""
    return None if isinstance(value, Scalar) and value.is_null else value


def text_of(value: Value | None) -> str:
    """Return the text of a scalar, of annotated text, or "" where there is none."""
    if isinstance(value, Mapping):
        value = value.get("text")
    value = present(value)
    return str(value.value) if isinstance(value, Scalar) and value.value is not None else ""


def texts_of(value: Value | None) -> list[str]:
    """Return the texts of a list, or [] where there is none."""
    return [text_of(item) for item in items_of(value)]


def items_of(value: Value | None) -> tuple[Value, ...]:
    """Return the items of a list, or () where there is none."""
    return value.items if isinstance(value, Sequence) else ()


def child(value: Value | None, path: str) -> Value | None:
    """Return what is present at a dotted path below a value, or None."""
    return present(find(value, path))


def entries_of(value: Value | None) -> tuple[Entry, ...]:
    """Return the present entries of a mapping, or () where there is none."""
    if not isinstance(value, Mapping):
        return ()
    return tuple(entry for entry in value if present(entry.value) is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A product's facts, checked and converted.

    Attributes
    ----------
    name : str
        Name of the profile within the site.
    root : Mapping
        The facts.
    files : tuple of Path
        The files they were read from.
    """

    name: str
    root: Mapping
    files: tuple[Path, ...]

    @property
    def position(self) -> Position:
        """Where the profile starts."""
        return self.root.position

    def at(self, path: str) -> Value | None:
        """Return what is present at a dotted path, or None."""
        return present(find(self.root, path))

    def text(self, path: str) -> str:
        """Return the text at a path, "" where there is none."""
        return text_of(self.at(path))

    def texts(self, path: str) -> list[str]:
        """Return the texts of the list at a path."""
        return texts_of(self.at(path))

    def entries(self, path: str) -> tuple[Entry, ...]:
        """Return the present entries of the mapping at a path."""
        return entries_of(self.at(path))
