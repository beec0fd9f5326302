"""A profile's keys follow from the services and tables of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dcs.profile.kinds import KINDS
from sphinx_dcs.template import load_template
from sphinx_dcs.template.model import ColumnDefinition, RowDefinition, TableDefinition
from sphinx_dcs.template.profile_shape import addresses, profile_shape
from tests.small import small_template, statement_of

if TYPE_CHECKING:
    from sphinx_dcs.profile.shape import Shape
    from sphinx_dcs.template.model import Template


def at(path: str, template: Template | None = None) -> Shape:
    """Return the shape at a dotted path of records."""
    shape = profile_shape(template or small_template())
    for key in path.split("."):
        shape = shape.keys[key]
    return shape


def table(*codes: str, address: str = "code") -> TableDefinition:
    """Return a table with a row for each code; its ids are row-0, row-1, …."""
    rows = tuple(RowDefinition(f"row-{n}", {"code": code}) for n, code in enumerate(codes))
    columns = (ColumnDefinition("Code", "code", "status-code", is_address=address == "code"),)
    return TableDefinition("t", "", "", "T", "", "t", columns, "standard", {}, rows, {})


# --- addresses of rows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["0000", "A700"], {"0000": "row-0", "A700": "row-1"}),
        (["0110", "0110", "0112"], {"0112": "row-2"}),
        (["200 (OK)", "404 (Not Found)"], {"200": "row-0", "404": "row-1"}),
        (["anything else"], {"anything else": "row-0"}),
        (["", "0000"], {"0000": "row-1"}),
        (["A700-A7FF"], {"A700-A7FF": "row-0", "A700": "row-0"}),
        (["A700-A7FF", "A700"], {"A700-A7FF": "row-0", "A700": "row-1"}),
        (["A700-A7FF", "A700", "A700"], {"A700-A7FF": "row-0"}),
        (["A700-A7FF", "A700-A70F"], {"A700-A7FF": "row-0", "A700-A70F": "row-1"}),
        (["A700-A7FF", "A700-A7FF"], {}),
        (["0000", "A900-A9FF"], {"0000": "row-0", "A900-A9FF": "row-1", "A900": "row-1"}),
    ],
)
def test_a_text_that_only_one_row_has_is_its_address(
    codes: list[str], expected: dict[str, str]
) -> None:
    assert addresses(table(*codes)) == expected


def test_without_a_column_of_addresses_there_are_none() -> None:
    assert addresses(table("0000", address="")) == {}


def test_in_the_template_a_code_stands_for_its_range() -> None:
    tables = load_template().tables
    assert addresses(tables["storage-c-store-scu"])["A700"] == "storage-out-of-resources"
    assert addresses(tables["mwl-c-find-scu"])["C000"] == "unable-to-process"
    assert addresses(tables["mwl-c-find-scu"])["A700"] == "out-of-resources"


def test_in_the_template_a_code_that_stands_twice_is_no_address() -> None:
    assert "0110" not in addresses(load_template().tables["mpps-n-set-scu"])


@pytest.mark.parametrize("address", ["A700", "A700-A7FF", "out-of-resources"])
def test_a_profile_may_use_any_address(address: str) -> None:
    statement, codes = statement_of(f"""
        product: {{name: P}}
        storage: {{scu: {{status-codes: {{c-store: {{{address}: Waits.}}}}}}}}
    """)
    rows = {row.id: row for row in statement.tables["c-store-scu"].rows}
    assert rows["out-of-resources"].cells[-1].content == ("Waits.",)
    assert not {"DCS020", "DCS062"} & set(codes)


def test_two_addresses_of_one_row_are_reported() -> None:
    _statement, codes = statement_of("""
        product: {name: P}
        storage: {scu: {status-codes: {c-store: {A700: Waits., out-of-resources: Stops.}}}}
    """)
    assert "DCS062" in codes


# --- keys -------------------------------------------------------------------------------------


def test_each_service_has_its_roles() -> None:
    template = small_template()
    for service in template.services.values():
        assert set(service.roles) <= set(at(service.path, template).keys)


def test_a_role_of_a_dimse_service_names_sop_classes() -> None:
    shape = at("verification.scu.sop-classes")
    assert (shape.kind, shape.key_kind) == ("map", "sop-class")


def test_a_role_of_storage_leaves_them_to_the_service() -> None:
    assert "sop-classes" not in at("storage.scu").keys
    assert at("storage.sop-classes").kind == "map"


def test_a_transaction_chooses_among_its_resources() -> None:
    resources = at("web.studies.origin-server.retrieve.resources")
    assert resources.items is not None
    assert (resources.items.kind, resources.items.terms) == ("choice", ("study", "series"))


def test_a_transaction_without_resources_names_none() -> None:
    capabilities = at("web.studies.user-agent.retrieve-capabilities", load_template())
    assert set(capabilities.keys) == {"describe"}


def test_own_columns_are_keys_of_a_row() -> None:
    row = at("storage.scu.status-codes.c-store.success")
    assert list(row.keys) == ["behavior"]
    assert row.shorthand == "behavior"


def test_rows_of_ones_own_give_every_column_and_need_the_code() -> None:
    added = at("storage.scu.status-codes.c-store.add")
    assert added.items is not None
    assert list(added.items.keys) == ["status", "meaning", "code", "behavior"]
    assert added.items.required == ("code",)
    assert added.items.keys["code"].kind == "status-code"


def test_a_new_table_over_standard_rows_has_its_keys() -> None:
    template = small_template("""
        tables:
          c-echo-scu: {shape: status, number: "7-44", section: "7.1.3", service: verification,
                       role: scu, message: C-ECHO, key: c-echo, rows: [success]}
    """)
    keys = at("verification.scu.status-codes.c-echo", template).keys
    assert set(keys) == {"success", "0000", "add"}


def test_a_service_may_be_named_by_its_path_or_its_name() -> None:
    entities = at("application-entities").items
    assert entities is not None
    activity = entities.keys["activities"].items
    assert activity is not None
    services = activity.keys["services"].items
    assert services is not None
    assert {"query-retrieve", "Query/Retrieve", "web.studies"} <= set(services.terms)


def test_help_is_there_for_every_key_that_a_team_meets_first() -> None:
    shape = profile_shape(load_template())
    records = ("product", "document", "storage", "implementation-model", "media")
    helpless = [
        f"{key}.{below}"
        for key in records
        for below, value in shape.keys[key].keys.items()
        if not value.help and value.kind != "record"
    ]
    assert helpless == []


def test_every_kind_of_value_is_known() -> None:
    structures = {"record", "map", "list"}
    assert set(_kinds(profile_shape(load_template()))) <= {*KINDS, *structures}


def _kinds(shape: Shape) -> set[str]:
    below: list[Any] = [*shape.keys.values(), *([shape.items] if shape.items else [])]
    return {shape.kind, shape.key_kind, *(kind for each in below for kind in _kinds(each))}
