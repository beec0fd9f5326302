"""Rows from lists and mappings of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.profile.profile import child, entries_of, text_of, texts_of
from sphinx_dcs.profile.values import Entry, Mapping, Sequence
from sphinx_dcs.statement.context import VALUE_SEPARATOR, plain
from sphinx_dcs.statement.model import plain_text
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
    from sphinx_dcs.profile.values import Value
    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.statement.model import Inline
    from sphinx_dcs.template.model import RowDefinition


def records(context: Context) -> list[Draft]:
    """Return a row for each record of a list, or each entry of a mapping.

    The key of an entry goes to the first column; a plain text in place of a
    record goes to the second.
    """
    facts = context.facts()
    if isinstance(facts, Mapping):
        return [_from_entry(context, entry) for entry in entries_of(facts)]
    items = facts.items if isinstance(facts, Sequence) else ()
    keys = [leaf.key for leaf in context.table.leaves]
    return [
        _draft(context, str(number), {}, {key: child(item, key) for key in keys})
        for number, item in enumerate(items, 1)
    ]


def _draft(
    context: Context,
    name: str,
    cells: dict[str, Inline],
    values: dict[str, Value | None],
    group: str = "",
) -> Draft:
    """Return a row of finished cells and of what a profile has for others."""
    cells = cells | {key: context.text(value) for key, value in values.items()}
    notes = {key: context.notes(value) for key, value in values.items()}
    return Draft(name, cells, group, block=name, notes=notes)


def _from_entry(context: Context, entry: Entry) -> Draft:
    first, *others = (leaf.key for leaf in context.table.leaves)
    values: dict[str, Value | None] = {}
    if isinstance(entry.value, Mapping) and "text" not in entry.value:
        values = {key: child(entry.value, key) for key in others}
    elif others:
        values = {others[0]: entry.value}
    return _draft(context, entry.key.text, {first: plain(entry.key.text)}, values)


def grouped_records(context: Context) -> list[Draft]:
    """Return the rows of the template that the profile names, in their groups.

    What the template does not know is shown too, under the group that the
    profile gives it.
    """
    entries = {entry.key.text: entry for entry in entries_of(context.facts())}
    known = {row.id: row for row in context.table.rows}
    drafts = [_known(context, row, entries[row.id]) for row in known.values() if row.id in entries]
    for name, entry in entries.items():
        if name not in known:
            _report_unknown(context, entry, list(known))
            drafts.append(_unknown(context, entry))
    groups = list(dict.fromkeys(draft.group for draft in drafts))
    return sorted(drafts, key=lambda draft: groups.index(draft.group))


def _known(context: Context, row: RowDefinition, entry: Entry) -> Draft:
    cells = _without_roles(context) | {key: plain(text) for key, text in row.cells.items()}
    return _draft(context, row.id, cells, _own_values(context, entry), row.group)


def _unknown(context: Context, entry: Entry) -> Draft:
    first = context.table.leaves[0].key
    cells = _without_roles(context) | {first: plain(entry.key.text)}
    group = text_of(child(entry.value, context.table.parameters.get("group-key", "group")))
    return _draft(context, entry.key.text, cells, _own_values(context, entry), group)


def _without_roles(context: Context) -> dict[str, Inline]:
    """Return the cells of roles: one that the profile is silent about is not supported."""
    return {leaf.key: ("N",) for leaf in context.table.leaves if leaf.kind == "yes-no"}


def _own_values(context: Context, entry: Entry) -> dict[str, Value | None]:
    """Return what the profile says."""
    said = {leaf.key: child(entry.value, leaf.key) for leaf in context.table.leaves}
    return {key: value for key, value in said.items() if value is not None}


def _report_unknown(context: Context, entry: Entry, known: list[str]) -> None:
    context.diagnostics.report(
        rules.NOT_IN_TEMPLATE,
        entry.key.position,
        context.table.profile,
        name=entry.key.text,
        what=context.table.leaves[0].heading,
        suggestion=did_you_mean(entry.key.text, known),
    )


def de_identification(context: Context) -> list[Draft]:
    """Return a row for each option of each de-identification profile (Annex N, 1.6)."""
    return [
        Draft(
            f"{entry.key.text}/{option}",
            {"profile": plain(entry.key.text), "option": plain(option)},
            block=entry.key.text,
        )
        for entry in entries_of(context.facts())
        for option in texts_of(child(entry.value, "options")) or [""]
    ]


def structured_reports(context: Context) -> list[Draft]:
    """Return a row for each SOP Class of each root template, by TID (Annex N, 1.1.1)."""
    entries = sorted(entries_of(context.facts()), key=lambda entry: int(str(entry.key.value)))
    return [
        _report_row(context, entry, sop_class)
        for entry in entries
        for sop_class in entries_of(child(entry.value, "sop-classes"))
    ]


def _report_row(context: Context, entry: Entry, sop_class: Entry) -> Draft:
    tid, found = str(entry.key.value), context.support.named(sop_class)
    condition = child(sop_class.value, "condition")
    functions = VALUE_SEPARATOR.join(texts_of(child(entry.value, "functions")))
    known = {row.id: row.cells.get("name", "") for row in context.table.rows}
    cells = {
        "name": plain(text_of(child(entry.value, "name")) or known.get(tid, "")),
        "tid": plain(tid),
        "functions": plain(functions),
        "sop-class": plain(found.name),
        "uid": plain(found.uid),
        "condition": context.text(condition),
    }
    notes = {"condition": context.notes(condition)}
    return Draft(f"{tid}/{found.uid}", cells, block=tid, notes=notes)


def glossary(context: Context) -> list[Draft]:
    """Return the terms or abbreviations that the statement uses (Annex N, 3.4 and 3.5)."""
    name = context.table.parameters["of"]
    drafts = [
        Draft(term.id, {"term": plain(term.term), "definition": plain(term.definition)})
        for term in context.used_terms.get(name, ())
    ]
    if not context.table.profile:
        return drafts
    own = [_from_entry(context, entry) for entry in entries_of(context.facts())]
    # What the team defines itself replaces what the template says of it.
    defined = {_term(draft) for draft in own} | {draft.id for draft in own}
    drafts = [each for each in drafts if not {each.id, _term(each)} & defined]
    return sorted(drafts + own, key=_term)


def _term(draft: Draft) -> str:
    return plain_text(draft.cells["term"]).casefold()
