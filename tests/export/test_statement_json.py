"""The statement as JSON: the schema, and what no schema can say."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sphinx_dcs.export
from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.export import statement_as_data, statement_as_json
from sphinx_dcs.statement.loading import load
from tests.statement.profiles import ROLES, Role, any_roles, profile_of, statement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = json.loads(
    (Path(sphinx_dcs.export.__file__).parent / "statement.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
ORTHANC = Path(__file__).parents[2] / "example-site" / "profiles" / "orthanc.yaml"
MARKED = {
    "terms": {"Archive": "A *store* of `files`, see {dcs:table}`storage-sop-classes`.\nLater."},
    "audience": ["[Readers](https://example.org) of **this**"],
}


@cache
def orthanc() -> Any:
    """Return the example's statement as data."""
    diagnostics = Diagnostics()
    statement = load(ORTHANC, ORTHANC.parent, "orthanc", diagnostics).statement
    assert not diagnostics.has_errors
    assert statement is not None
    return json.loads(statement_as_json(statement))


@cache
def everything() -> Any:
    """Return the data of a statement that has every service and every kind of text."""
    statement, messages = statement_of(profile_of(ROLES, ["ONE", "TWO"]) | MARKED)
    assert messages == []
    return json.loads(statement_as_json(statement))


STATEMENTS = pytest.mark.parametrize("statement", [orthanc, everything])


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@STATEMENTS
def test_a_statement_follows_the_schema(statement: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(statement())] == []


@settings(max_examples=15, deadline=None)
@given(any_roles)
def test_the_statement_of_any_product_follows_the_schema(roles: set[Role]) -> None:
    statement, _ = statement_of(profile_of(roles))
    assert VALIDATOR.is_valid(json.loads(json.dumps(statement_as_data(statement))))


# --- what is wrong is found -------------------------------------------------------------------


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of all values."""
    yield path
    items = data.items() if isinstance(data, dict) else ()
    for key, value in enumerate(data) if isinstance(data, list) else items:
        yield from places(value, (*path, key))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


SMALL = profile_of([("storage", "scp")], ["ONE"]) | MARKED
OPTIONAL = {
    "manufacturer",
    "options",
    "revision",
    "language",
    "kind",
    "rows",
    "columns",
    "notes",
    "header",
}


@cache
def small() -> tuple[Any, list[tuple[str | int, ...]]]:
    data = json.loads(statement_as_json(statement_of(SMALL)[0]))
    return data, [path for path in places(data) if path]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_value_of_another_type_breaks_the_schema(data: st.DataObject) -> None:
    good, paths = small()
    path = data.draw(st.sampled_from(paths))
    broken = deepcopy(good)
    at(broken, path[:-1])[path[-1]] = None
    assert not VALIDATOR.is_valid(broken), path


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_key_too_many_breaks_the_schema(data: st.DataObject) -> None:
    good, paths = small()
    path = data.draw(st.sampled_from([p for p in paths if isinstance(at(good, p), dict)]))
    broken = deepcopy(good)
    at(broken, path)["more"] = "x"
    assert not VALIDATOR.is_valid(broken), path


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_key_too_few_breaks_the_schema(data: st.DataObject) -> None:
    good, paths = small()
    keys = [p for p in paths if isinstance(p[-1], str) and p[-1] not in OPTIONAL]
    path = data.draw(st.sampled_from(keys))
    broken = deepcopy(good)
    del at(broken, path[:-1])[path[-1]]
    assert not VALIDATOR.is_valid(broken), path


# --- what the schema does not say -------------------------------------------------------------


@STATEMENTS
def test_the_cells_of_every_table_tile_its_grid(statement: Any) -> None:
    for table in statement()["tables"]:
        width = len(table["columns"])
        for rows in (table["header"], table["rows"]):
            assert covered(rows, width) == [[1] * width for _ in rows], table["slug"]


def covered(rows: list[Any], width: int) -> list[list[int]]:
    """Return how often each place of a grid is covered."""
    grid = [[0] * width for _ in rows]
    for top, row in enumerate(rows):
        for cell in row["cells"]:
            left = grid[top].index(0)
            for y in range(top, top + cell.get("rows", 1)):
                for x in range(left, left + cell.get("columns", 1)):
                    grid[y][x] += 1
    return grid


@STATEMENTS
def test_every_cell_stands_in_its_column(statement: Any) -> None:
    for table in statement()["tables"]:
        keys = [column["key"] for column in table["columns"]]
        for row in table["rows"]:
            order = [keys.index(cell["column"]) for cell in row["cells"]]
            assert order == sorted(set(order)), (table["slug"], row["id"])


@STATEMENTS
def test_widths_of_columns_are_shares_of_the_page(statement: Any) -> None:
    for table in statement()["tables"]:
        assert 95 <= sum(column["width"] for column in table["columns"]) <= 105, table["slug"]


@STATEMENTS
def test_references_lead_to_something(statement: Any) -> None:
    data = statement()
    known = {
        "section": {section["slug"] for section in sections(data["sections"])},
        "table": {table["slug"] for table in data["tables"]},
        "figure": {figure["slug"] for figure in data["figures"]},
    }
    found = [each for each in objects(data) if "reference" in each]
    assert found
    for each in found:
        assert each["target"] in known[each["reference"]], each


@STATEMENTS
def test_tables_and_figures_stand_in_their_section_once(statement: Any) -> None:
    data = statement()
    for kind in ("table", "figure"):
        shown = [
            (block["slug"], section["slug"])
            for section in sections(data["sections"])
            for block in section["blocks"]
            if block["kind"] == kind
        ]
        assert shown == [(each["slug"], each["section"]) for each in data[f"{kind}s"]]


@STATEMENTS
def test_notes_of_cells_are_under_their_table(statement: Any) -> None:
    for table in statement()["tables"]:
        numbers = {
            note for row in table["rows"] for cell in row["cells"] for note in cell.get("notes", ())
        }
        assert numbers <= set(range(1, len(table["notes"]) + 1))


def test_the_same_profile_gives_the_same_bytes() -> None:
    first, second = (statement_as_json(statement_of(SMALL)[0]) for _ in range(2))
    assert first == second
    assert first.endswith("}\n")


def sections(found: list[Any]) -> Iterator[Any]:
    for section in found:
        yield section
        yield from sections(section["sections"])


def objects(data: Any) -> Iterator[dict[str, Any]]:
    for path in places(data):
        value = at(data, path)
        if isinstance(value, dict):
            yield value
