"""What a row source may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dcs.profile.profile import present
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence, Value
from sphinx_dcs.statement.inline import separated

if TYPE_CHECKING:
    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.profile.profile import Profile
    from sphinx_dcs.statement.markup import CellText
    from sphinx_dcs.statement.model import Inline, Span
    from sphinx_dcs.statement.support import Scope, Support
    from sphinx_dcs.statement.text import Wording
    from sphinx_dcs.template.model import TableDefinition, Template, Term

VALUE_SEPARATOR = "; "
"""Annex N, preamble: several values in a cell are separated by a semicolon."""


@dataclass(frozen=True, slots=True)
class Context:
    """One table in the making.

    Attributes
    ----------
    table : TableDefinition
        What the template says of it.
    scope : dict
        The entries that repeated sections around it stand for.
    used_terms : dict
        By glossary, the terms that the rest of the statement uses.
    """

    table: TableDefinition
    scope: Scope
    support: Support
    cells: CellText
    wording: Wording
    diagnostics: Diagnostics
    used_terms: dict[str, tuple[Term, ...]]

    @property
    def template(self) -> Template:
        """The template."""
        return self.support.template

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.support.profile

    def facts(self) -> Value | None:
        """Return what the profile has for the table."""
        return self.support.at(self.table.profile, self.scope)

    def text(self, value: Value | None) -> Inline:
        """Return a value as the text of a cell; a list is joined by semicolons."""
        value = present(value)
        if isinstance(value, Sequence):
            return separated((self.text(item) for item in value), VALUE_SEPARATOR)
        if isinstance(value, Mapping):
            return self.text(value.get("text"))
        if not isinstance(value, Scalar):
            return ()
        if isinstance(value.value, str):
            return self.cells.parse(value.value, value.position)
        return (str(value.value),)

    def notes(self, value: Value | None) -> tuple[Inline, ...]:
        """Return the notes on a value, none for plain text."""
        note = present(value.get("note")) if isinstance(value, Mapping) else None
        return (self.text(note),) if note is not None else ()

    def reference(self, slug: str) -> Span:
        """Return a reference to a table of the statement."""
        return self.wording.fill(f"{{table:{slug}}}", {})[0]


def plain(text: str) -> Inline:
    """Return text without markup as inline text."""
    return (text,) if text else ()


def yes_no(is_supported: bool) -> Inline:
    """Return Y or N (Annex N, preamble)."""
    return ("Y",) if is_supported else ("N",)
