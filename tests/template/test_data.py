"""The template's data are sound in themselves: names, widths, references, codes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sphinx_dcs
from sphinx_dcs.statement.sources import SOURCES
from sphinx_dcs.template import load_template
from sphinx_dcs.template.profile_shape import profile_shape
from sphinx_dcs.template.reading import read_data
from tests.template.annex_n import squeezed
from tests.template.conditions import conditions_of
from tests.template.wording import REFERENCE, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dcs.profile.shape import Shape
    from sphinx_dcs.template.model import (
        SectionDefinition,
        TableDefinition,
        Template,
    )

TEMPLATE = load_template()
KEBAB_CASE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
PLACEHOLDERS = {"product", "ae", "activity", "iod", "sr", "sr-key", "site"}
"""What wording may name besides references."""
VARIABLES = {"ae": "application-entities", "sr": "structured-reports"}
"""Paths of the mappings whose entries repeated sections stand for."""
LATER = {
    "ae.association-parameters": "7.2",
    "code-sets": "Annex E",
    "cross-service": "5.6",
    "iod": "Annex A",
    "iods": "Annex A",
    "security": "6.6, chapter 8 and Annex C",
    "shared-information": "A.1",
    "sr.code-sets": "Annex B",
    "sr.measurements": "Annex B",
}
"""Beginnings of paths that no key of a profile has yet, by the part whose content will bring it."""


def _duplicates(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


# --- names ------------------------------------------------------------------------------------


def test_slugs_are_unique() -> None:
    assert _duplicates(section.slug for section in TEMPLATE.sections) == []


def test_slugs_are_in_kebab_case() -> None:
    slugs = [section.slug for section in TEMPLATE.sections]
    slugs += [*TEMPLATE.tables, *TEMPLATE.figures]
    assert [slug for slug in slugs if not KEBAB_CASE.match(slug)] == []


def test_tables_and_figures_know_their_section() -> None:
    sections = {section.slug for section in TEMPLATE.sections}
    homeless = [each.slug for each in TEMPLATE.tables.values() if each.section not in sections]
    homeless += [each.slug for each in TEMPLATE.figures.values() if each.section not in sections]
    assert homeless == []


def test_numbers_and_bookmarks_are_unique() -> None:
    tables = TEMPLATE.tables.values()
    assert _duplicates(table.number for table in tables if table.number) == []
    assert _duplicates(table.bookmark for table in tables if table.bookmark) == []


def test_captions_are_unique() -> None:
    assert _duplicates(table.caption for table in TEMPLATE.tables.values()) == []


def test_profile_paths_are_unique() -> None:
    assert _duplicates(table.profile for table in TEMPLATE.tables.values() if table.profile) == []


# --- tables -----------------------------------------------------------------------------------

EACH_TABLE = pytest.mark.parametrize("table", TEMPLATE.tables.values(), ids=lambda each: each.slug)


@EACH_TABLE
def test_widths_make_a_whole(table: TableDefinition) -> None:
    assert 95 <= sum(leaf.width for leaf in table.leaves) <= 105
    assert all(leaf.width > 0 for leaf in table.leaves)


@EACH_TABLE
def test_columns_have_keys(table: TableDefinition) -> None:
    keys = [leaf.key for leaf in table.leaves]
    assert all(KEBAB_CASE.match(key) for key in keys)
    assert _duplicates(keys) == []


def test_cells_are_in_columns() -> None:
    # A row of the library may have cells that only some of its tables have a column for.
    shown: set[tuple[str, str]] = set()
    given: set[tuple[str, str]] = set()
    for table in TEMPLATE.tables.values():
        cells = {(row.id, key) for row in table.rows for key in row.cells}
        given |= cells
        shown |= {(id_, key) for id_, key in cells if key in {leaf.key for leaf in table.leaves}}
    assert given - shown == set()


@EACH_TABLE
def test_row_ids_are_unique(table: TableDefinition) -> None:
    assert _duplicates(row.id for row in table.rows) == []


@EACH_TABLE
def test_row_ids_are_names(table: TableDefinition) -> None:
    if table.source == "standard":
        assert [row.id for row in table.rows if not KEBAB_CASE.match(row.id)] == []


def test_every_row_source_exists() -> None:
    used = {table.source for table in TEMPLATE.tables.values()}
    assert used == set(SOURCES)


def test_row_sources_are_told_about_services_that_exist() -> None:
    named = [table.parameters.get("service") for table in TEMPLATE.tables.values()]
    named += [each for t in TEMPLATE.tables.values() for each in t.parameters.get("services", ())]
    assert [path for path in named if path and path not in TEMPLATE.services] == []


def test_cells_that_a_team_fills_have_a_place_in_the_profile() -> None:
    tables = [each for each in TEMPLATE.tables.values() if each.source == "standard"]
    assert [each.slug for each in tables if not (each.profile and each.own_columns)] == []


# --- the library of rows ----------------------------------------------------------------------


def _used(data: dict[str, Any], rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, str):
            yield row
            yield from _used(data, data["row-sets"].get(row, ()))


def test_every_library_row_row_set_and_shape_is_used() -> None:
    data = read_data()
    tables = data["tables"].values()
    used = {name for table in tables for name in _used(data, table.get("rows") or ())}
    shapes = {each.get("shape") for each in (*tables, *data["shapes"].values())}
    assert {*data["status-rows"], *data["row-sets"]} - used == set()
    assert set(data["shapes"]) - shapes == set()


def test_no_name_is_both_a_row_and_a_row_set() -> None:
    data = read_data()
    assert set(data["status-rows"]) & set(data["row-sets"]) == set()


def test_no_two_library_rows_say_the_same() -> None:
    rows = [tuple(sorted(row.items())) for row in read_data()["status-rows"].values()]
    assert _duplicates(map(str, rows)) == []


# --- keys that something reads ----------------------------------------------------------------

KEYS = {
    "section": {"slug", "number", "title", "when", "repeat", "as", "where", "blocks", "stands-for"},
    "block": {
        *("mandated", "pattern", "example", "instruction", "slot", "table", "figure", "contents"),
        *("source", "reason", "when", "hint", "publish"),
    },
    "column": {
        *("heading", "key", "kind", "width", "terms", "own", "address", "stub", "spans", "columns"),
    },
    "service": {
        *("name", "category", "area", "roles", "sop-classes", "every", "further", "transactions"),
    },
    "row": {"id", "cells", "when", "group", "rows"},
}


def _columns(columns: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for column in columns:
        yield column
        yield from _columns(column.get("columns", ()))


def _rows(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if isinstance(row, dict):
            yield row
            yield from _rows(row.get("rows", ()))


def _things(kind: str, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    holders = [*data["tables"].values(), *data["shapes"].values()]
    match kind:
        case "section":
            yield from data["sections"]
        case "block":
            yield from (each for section in data["sections"] for each in section.get("blocks", ()))
            yield from (each for holder in holders for each in holder.get("section-blocks", ()))
        case "column":
            for holder in holders:
                yield from _columns(holder.get("columns", ()))
        case "service":
            yield from data["services"].values()
        case "row":
            for holder in holders:
                yield from _rows(holder.get("rows") or ())


@pytest.mark.parametrize("kind", KEYS)
def test_every_key_is_known(kind: str) -> None:
    things = list(_things(kind, read_data()))
    assert things
    assert [key for thing in things for key in thing if key not in KEYS[kind]] == []


# --- conditions and paths ---------------------------------------------------------------------


def _paths(template: Template) -> set[str]:
    paths = {condition.path for condition in conditions_of(template)}
    paths |= {section.repeat.path for section in template.sections if section.repeat}
    paths |= {table.profile for table in template.tables.values() if table.profile}
    slots = [block for section in template.sections for block in section.blocks]
    return paths | {block.name for block in slots if block.kind in ("slot", "wording")} - {""}


def _shape_at(root: Shape, path: str) -> Shape | None:
    first, _, rest = path.partition(".")
    if first in VARIABLES:
        entries = _shape_at(root, VARIABLES[first])
        return _below(entries.items if entries else None, rest.split("."))
    return _below(root, path.split("."))


def _below(shape: Shape | None, keys: list[str]) -> Shape | None:
    for key in keys:
        shape = shape.keys.get(key) if shape else None
    return shape


def _is_later(path: str) -> bool:
    return any(path == start or path.startswith(f"{start}.") for start in LATER)


def test_every_path_is_one_of_a_profile() -> None:
    root = profile_shape(TEMPLATE)
    unknown = {path for path in _paths(TEMPLATE) if _shape_at(root, path) is None}
    assert {path for path in unknown if not _is_later(path)} == set()


@pytest.mark.parametrize("start", LATER)
def test_what_is_for_later_is_still_to_come(start: str) -> None:
    assert _shape_at(profile_shape(TEMPLATE), start) is None
    assert [path for path in _paths(TEMPLATE) if path == start or path.startswith(f"{start}.")]


@pytest.mark.parametrize("path", ["web.studies.origin-server.retrieve", "ae.activities"])
def test_a_path_is_looked_up(path: str) -> None:
    assert _shape_at(profile_shape(TEMPLATE), path) is not None


def test_slots_hold_prose_or_paragraphs() -> None:
    root = profile_shape(TEMPLATE)
    blocks = [each for section in TEMPLATE.sections for each in section.blocks]
    shapes = {each.name: _shape_at(root, each.name) for each in blocks if each.kind == "slot"}
    kinds = {name: shape.kind if shape else "" for name, shape in shapes.items()}
    assert {name for name, kind in kinds.items() if kind not in ("prose", "list")} == set()


# --- wording ----------------------------------------------------------------------------------


def _wording(section: SectionDefinition) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from texts_of(block.items)


def _texts() -> Iterator[str]:
    for section in TEMPLATE.sections:
        yield from _wording(section)
    yield from (table.caption for table in TEMPLATE.tables.values())
    yield from (figure.caption for figure in TEMPLATE.figures.values())


def test_references_resolve() -> None:
    known = {"table": set(TEMPLATE.tables), "figure": set(TEMPLATE.figures)}
    known["section"] = {section.slug for section in TEMPLATE.sections}
    found = [match for text in _texts() for match in REFERENCE.finditer(text) if match[2]]
    assert len(found) > len(TEMPLATE.tables) / 2
    assert [each[0] for each in found if each[2] not in known.get(each[1], ())] == []


def test_no_parameter_of_a_shape_is_left_over() -> None:
    found = {each[1] for text in _texts() for each in REFERENCE.finditer(text) if not each[2]}
    assert found - {None} <= PLACEHOLDERS


def test_no_parameter_is_left_over_in_what_tables_are_told() -> None:
    told = [text for table in TEMPLATE.tables.values() for text in map(str, _told(table))]
    assert [text for text in told if "{" in text and not text.startswith("{product}")] == []


def _told(table: TableDefinition) -> Iterator[object]:
    yield table.profile
    yield from table.parameters.values()
    yield from (text for row in table.rows for text in row.cells.values())


def test_braces_are_closed() -> None:
    assert [text for text in _texts() if re.search(r"[{}]", REFERENCE.sub("", text))] == []


def test_instructions_are_never_published() -> None:
    blocks = [each for section in TEMPLATE.sections for each in section.blocks]
    published = [each for each in blocks if each.wording == "instruction" and each.is_published]
    assert published == []


def test_published_examples_have_a_reason() -> None:
    blocks = [each for section in TEMPLATE.sections for each in section.blocks]
    examples = [each for each in blocks if each.wording == "example"]
    assert [each.items for each in examples if each.is_published and not each.reason] == []


# --- mandated wording stands in the data alone ------------------------------------------------


def _constants(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield squeezed(node.value)


def _mandated_phrases() -> set[str]:
    """Return the parts of mandated sentences between their references, if of some length."""
    blocks = [each for section in TEMPLATE.sections for each in section.blocks]
    mandated = [each for each in blocks if each.wording == "mandated"]
    texts = [text for each in mandated for text in texts_of(each.items)]
    parts = [part for text in texts for part in re.split(r"\{[^}]*\}", squeezed(text))]
    return {part.strip() for part in parts if len(part.split()) >= 5}


def test_no_python_file_holds_a_mandated_sentence() -> None:
    phrases = _mandated_phrases()
    assert len(phrases) > 100
    package = Path(sphinx_dcs.__file__).parent
    held = [
        (path.name, phrase)
        for path in package.rglob("*.py")
        for constant in _constants(path.read_text(encoding="utf-8"))
        for phrase in phrases
        if phrase in constant
    ]
    assert held == []
