"""The data of the template become its model."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_dcs.template import building, load_template, number_key
from sphinx_dcs.template.model import Condition, TextItem
from tests.small import small_template

TABLE: dict[str, Any] = {
    "number": "7-1",
    "caption": "Table",
    "columns": [{"heading": "A", "key": "a", "width": 100}],
    "source": {"rows": "standard", "of": "terms"},
}


def test_the_template_is_loaded_once() -> None:
    assert load_template() is load_template()


def test_sections_are_in_the_order_of_their_numbers() -> None:
    numbers = ["A.1", "10", "1.10", "", "B", "1.2", "1", "A", "2"]
    in_order = ["", "1", "1.2", "1.10", "2", "10", "A", "A.1", "B"]
    assert sorted(numbers, key=number_key) == in_order
    found = [section.number for section in load_template().sections]
    assert found == sorted(found, key=number_key)


# --- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, ()),
        ("storage", (Condition("storage"),)),
        (["storage", "mpps.scu"], (Condition("storage"), Condition("mpps.scu"))),
        (
            [{"path": "print.scu", "sop-classes": ["PrintJob"]}],
            (Condition("print.scu", ("PrintJob",)),),
        ),
        (
            [{"all": ["storage", "media"]}],
            (Condition(every=(Condition("storage"), Condition("media"))),),
        ),
    ],
)
def test_conditions(data: object, expected: tuple[Condition, ...]) -> None:
    assert building.conditions(data) == expected


def test_the_condition_of_a_role_is_its_place_in_the_profile() -> None:
    data = {"when": "role", "service": "print", "role": "scu", "sop-classes": ["PrintJob"]}
    found = building.conditions(building.table_conditions(data))
    assert found == (Condition("print.scu", ("PrintJob",)),)


def test_the_condition_of_a_transaction_is_its_place_in_the_profile() -> None:
    data = {"when": "role", "service": "web.studies", "role": "user-agent"}
    found = building.conditions(building.table_conditions(data | {"transaction-path": "store"}))
    assert found == (Condition("web.studies.user-agent.store"),)


# --- blocks -----------------------------------------------------------------------------------


def test_a_paragraph() -> None:
    block = building.block({"mandated": "Text.", "source": 3})
    assert (block.kind, block.wording, block.items) == ("wording", "mandated", (TextItem("Text."),))
    assert (block.is_list, block.is_published, block.source) == (False, True, (3,))


def test_a_list_in_a_list() -> None:
    block = building.block({"mandated": ["a", {"text": "b", "items": ["c"]}], "source": [1, 2]})
    assert block.items == (TextItem("a"), TextItem("b", (TextItem("c"),)))
    assert (block.is_list, block.source) == (True, (1, 2))


@pytest.mark.parametrize(
    ("data", "is_published"),
    [
        ({"mandated": "Text."}, True),
        ({"pattern": "Text."}, True),
        ({"example": "Text."}, False),
        ({"example": "Text.", "publish": True}, True),
        ({"instruction": "Text."}, False),
    ],
)
def test_what_is_published(data: dict[str, Any], is_published: bool) -> None:
    assert building.block(data).is_published is is_published


def test_an_instruction_is_a_hint() -> None:
    assert building.block({"instruction": "Do this."}).hint == "Do this."


def test_an_example_may_stand_for_a_slot() -> None:
    block = building.block({"example": "Text.", "slot": "remarks"})
    assert (block.kind, block.wording, block.name) == ("wording", "example", "remarks")


@pytest.mark.parametrize("kind", ["slot", "table", "figure"])
def test_a_block_that_names_something(kind: str) -> None:
    block = building.block({kind: "name", "when": ["storage"]})
    assert (block.kind, block.name, block.when) == (kind, "name", (Condition("storage"),))


def test_the_contents() -> None:
    assert building.block({"contents": True}).kind == "contents"


# --- tables -----------------------------------------------------------------------------------


def test_the_bookmark_follows_from_the_number() -> None:
    assert building.table("t", TABLE, "s").bookmark == "table_N_7_1"
    assert building.table("t", TABLE | {"number": ""}, "s").bookmark == ""
    assert building.table("t", TABLE | {"bookmark": "own"}, "s").bookmark == "own"


def test_what_the_source_is_told_goes_apart_from_its_name() -> None:
    table = building.table("t", TABLE, "s")
    assert (table.source, table.parameters) == ("standard", {"of": "terms"})


def test_texts_are_what_a_table_is_selected_by() -> None:
    table = building.table("t", TABLE | {"role": "scu", "landscape": True}, "s")
    assert table.attributes == {"slug": "t", "number": "7-1", "caption": "Table", "role": "scu"}
    assert table.is_landscape


def test_rows_know_their_group_and_its_condition() -> None:
    rows = [
        {"id": "a", "cells": {"a": "1"}},
        {"group": "G", "when": ["media"], "rows": [{"id": "b"}, {"id": "c", "when": ["print"]}]},
    ]
    table = building.table("t", TABLE | {"rows": rows}, "s")
    assert [(row.id, row.group, row.when) for row in table.rows] == [
        ("a", "", ()),
        ("b", "G", (Condition("media"),)),
        ("c", "G", (Condition("print"),)),
    ]


def test_leaves_are_the_real_columns() -> None:
    columns = [{"heading": "A", "columns": [{"key": "a"}, {"key": "b", "own": True}]}, {"key": "c"}]
    table = building.table("t", TABLE | {"columns": columns}, "s")
    assert [leaf.key for leaf in table.leaves] == ["a", "b", "c"]
    assert [leaf.key for leaf in table.own_columns] == ["b"]


def test_a_table_may_bring_its_section() -> None:
    template = small_template()
    section = next(each for each in template.sections if each.slug == "c-store-scu")
    assert (section.number, section.title) == ("7.1.1", "scu of Storage - C-STORE")
    assert template.tables["c-store-scu"].section == "c-store-scu"
    assert [block.name for block in section.blocks if block.kind == "table"] == ["c-store-scu"]


# --- what else there is -----------------------------------------------------------------------


def test_a_repeated_section_names_its_entries() -> None:
    data = {"slug": "s", "number": "1", "title": "{site}", "repeat": "sr.measurements"}
    repeat = building.section(data | {"as": "site", "where": {"a": "b"}}).repeat
    assert repeat is not None
    assert (repeat.path, repeat.variable, repeat.where) == ("sr.measurements", "site", {"a": "b"})


def test_a_service_with_transactions() -> None:
    service = small_template().services["web.studies"]
    transaction = service.transactions["retrieve"]
    assert (service.path, service.roles) == ("web.studies", ("user-agent", "origin-server"))
    assert (transaction.name, transaction.resources) == (
        "Retrieve",
        {"study": "Study", "series": "Series"},
    )


def test_terms_keep_their_order_and_words() -> None:
    first, second = small_template().glossaries["terms"]
    assert (first.id, first.term, second.definition) == (
        "ae",
        "Application Entity (AE)",
        "A number.",
    )
