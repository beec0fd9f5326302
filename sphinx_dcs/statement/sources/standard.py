"""Standard rows of the template, with a team's own column over them."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.profile.profile import child, present
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence
from sphinx_dcs.statement.context import VALUE_SEPARATOR, plain
from sphinx_dcs.statement.inline import separated
from sphinx_dcs.statement.model import plain_text
from sphinx_dcs.statement.tables import Draft
from sphinx_dcs.template.profile_shape import addresses

if TYPE_CHECKING:
    from sphinx_dcs.profile.values import Value
    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.statement.model import Inline
    from sphinx_dcs.template.model import RowDefinition

_EVERYTHING_ELSE = "-"
"""How Annex N marks the row for all codes that a table does not list."""
_ADDITIONS = "add"


def standard(context: Context) -> list[Draft]:
    """Return the rows of the template that the team has not removed, and its own.

    A row is addressed by its id or, where that is unique, by its status code.
    """
    facts = context.facts()
    overlay = _by_row(context, facts) if isinstance(facts, Mapping) else {}
    drafts = [
        _draft(context, row, overlay.get(row.id))
        for row in context.table.rows
        if context.support.holds(row.when, context.scope) and not _is_removed(overlay.get(row.id))
    ]
    for item in _additions(facts):
        _add(drafts, item, context)
    return drafts


def _by_row(context: Context, facts: Mapping) -> dict[str, Value]:
    """Return what the profile says of each row, by the row's id."""
    ids = addresses(context.table)
    found: dict[str, Value] = {}
    for name, entry in facts.entries.items():
        row = ids.get(name, name)
        if row in found:
            context.diagnostics.report(
                rules.ADDRESSED_TWICE, entry.key.position, context.table.profile, row=row
            )
        found[row] = entry.value
    return found


def _is_removed(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.is_null


def _draft(context: Context, row: RowDefinition, value: Value | None) -> Draft:
    cells = {key: _standard_text(text) for key, text in row.cells.items()}
    if value is None:
        return Draft(row.id, cells, row.group)
    own = {leaf.key: child(value, leaf.key) for leaf in context.table.own_columns}
    written = {key: context.text(item) for key, item in own.items() if item is not None}
    notes = {key: context.notes(item) for key, item in own.items()}
    return Draft(row.id, cells | written, row.group, notes=notes)


def _standard_text(text: str | list[str]) -> Inline:
    if isinstance(text, list):
        return separated((plain(item) for item in text), VALUE_SEPARATOR)
    return plain(text)


# --- rows of the team's own -------------------------------------------------------------------


def _additions(facts: Value | None) -> tuple[Value, ...]:
    added = present(facts.get(_ADDITIONS)) if isinstance(facts, Mapping) else None
    return added.items if isinstance(added, Sequence) else ()


def _add(drafts: list[Draft], item: Value, context: Context) -> None:
    own = _own_row(context, item, {draft.id for draft in drafts})
    if known := next((draft for draft in drafts if _is_same(draft, own, context)), None):
        context.diagnostics.report(
            rules.ADDRESSED_TWICE, item.position, context.table.profile, row=known.id
        )
    _insert(drafts, own, context)


def _is_same(known: Draft, own: Draft, context: Context) -> bool:
    """Tell whether a team's row has the code of another one and says nothing that differs."""
    for leaf in context.table.leaves:
        words, others = (_folded(draft.cells.get(leaf.key, ())) for draft in (own, known))
        if leaf.is_address and words.partition(" (")[0] != others.partition(" (")[0]:
            return False
        if not (leaf.is_address or leaf.is_own) and words and words != others:
            return False
    return any(leaf.is_address for leaf in context.table.leaves)


def _folded(cell: Inline) -> str:
    return plain_text(cell).casefold()


def _own_row(context: Context, item: Value, taken: set[str]) -> Draft:
    values = {leaf.key: child(item, leaf.key) for leaf in context.table.leaves}
    cells = {key: context.text(value) for key, value in values.items()}
    notes = {key: context.notes(value) for key, value in values.items()}
    named = (cells[leaf.key] for leaf in context.table.leaves if not leaf.is_own)
    words = " ".join(plain_text(cell) for cell in named)
    return Draft(_new_id(words, taken), cells, notes=notes)


def _new_id(words: str, taken: set[str]) -> str:
    """Return an id made of words, with a number behind it where it is taken."""
    name = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-") or "row"
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


def _insert(drafts: list[Draft], own: Draft, context: Context) -> None:
    """Put a team's row behind the last one with the same status."""
    key = context.table.leaves[0].key
    status = own.cells.get(key)
    alike = [index for index, draft in enumerate(drafts) if draft.cells.get(key) == status]
    rest = [i for i, draft in enumerate(drafts) if draft.cells.get(key) == (_EVERYTHING_ELSE,)]
    place = alike[-1] + 1 if alike else rest[0] if rest else len(drafts)
    drafts.insert(place, own)
