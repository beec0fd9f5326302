"""Rows from lists and mappings of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.profile.profile import child, entries_of, text_of, texts_of
from sphinx_dcs.profile.values import Entry, Mapping, Sequence
from sphinx_dcs.statement.context import VALUE_SEPARATOR, plain
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
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
    leaves = context.table.leaves
    return [
        Draft(
            str(number),
            {leaf.key: context.text(child(item, leaf.key)) for leaf in leaves},
            block=str(number),
        )
        for number, item in enumerate(items, 1)
    ]


def _from_entry(context: Context, entry: Entry) -> Draft:
    first, *others = context.table.leaves
    cells: dict[str, Inline] = {first.key: plain(entry.key.text)}
    if isinstance(entry.value, Mapping) and "text" not in entry.value:
        cells |= {leaf.key: context.text(child(entry.value, leaf.key)) for leaf in others}
    elif others:
        cells[others[0].key] = context.text(entry.value)
    return Draft(entry.key.text, cells, block=entry.key.text)


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
    standard = {key: plain(text) for key, text in row.cells.items()}
    return Draft(row.id, standard | _own_cells(context, entry), row.group, block=row.id)


def _unknown(context: Context, entry: Entry) -> Draft:
    first = context.table.leaves[0].key
    cells = {first: plain(entry.key.text)} | _own_cells(context, entry)
    group = text_of(child(entry.value, context.table.parameters.get("group-key", "group")))
    return Draft(entry.key.text, cells, group, block=entry.key.text)


def _own_cells(context: Context, entry: Entry) -> dict[str, Inline]:
    """Return what the profile says; a role it is silent about is not supported."""
    cells: dict[str, Inline] = {}
    for leaf in context.table.leaves:
        value = child(entry.value, leaf.key)
        if value is not None:
            cells[leaf.key] = context.text(value)
        elif leaf.kind == "yes-no":
            cells[leaf.key] = ("N",)
    return cells


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
    functions = VALUE_SEPARATOR.join(texts_of(child(entry.value, "functions")))
    known = {row.id: row.cells.get("name", "") for row in context.table.rows}
    cells = {
        "name": plain(text_of(child(entry.value, "name")) or known.get(tid, "")),
        "tid": plain(tid),
        "functions": plain(functions),
        "sop-class": plain(found.name),
        "uid": plain(found.uid),
        "condition": context.text(child(sop_class.value, "condition")),
    }
    return Draft(f"{tid}/{found.uid}", cells, block=tid)


def glossary(context: Context) -> list[Draft]:
    """Return the terms or abbreviations that the statement uses (Annex N, 3.4 and 3.5)."""
    name = context.table.parameters["of"]
    drafts = [
        Draft(term.id, {"term": plain(term.term), "definition": plain(term.definition)})
        for term in context.used_terms.get(name, ())
    ]
    if not context.table.profile:
        return drafts
    known = {draft.id for draft in drafts}
    own = [_from_entry(context, entry) for entry in entries_of(context.facts())]
    drafts += [draft for draft in own if draft.id not in known]
    return sorted(drafts, key=lambda draft: str(draft.cells["term"][0]).casefold())
