"""The manual's reference pages list all that the program has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_dcs import rules
from sphinx_dcs.template import load_template
from tests.sites import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sites import Result

EXTENSIONS = Path(__file__).parents[2] / "docs" / "_ext"
PAGES = {
    f"{name}.rst": f"{name}\n{'=' * len(name)}\n\n.. dcs-{name}-list::\n"
    for name in ("errata", "table", "rule")
}
INDEX = "Manual\n======\n\n.. toctree::\n\n   errata\n   table\n   rule\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    folder = tmp_path_factory.mktemp("manual")
    conf: dict[str, object] = {"extensions": ["sphinx_dcs", "dcs_reference"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXTENSIONS)
        yield Site.write(folder, {"index.rst": INDEX, **PAGES}, conf).build()


def cells(result: Result, page: str) -> list[list[str]]:
    """Return the text of the rows of a page's table, without the header."""
    (body,) = result.doctree(page).findall(nodes.tbody)
    return [[entry.astext() for entry in row.children] for row in body.children]


def test_nothing_is_warned_about(result: Result) -> None:
    assert result.warnings == []


def test_every_table_is_a_full_rectangle(result: Result) -> None:
    for page in ("errata", "table", "rule"):
        (group,) = result.doctree(page).findall(nodes.tgroup)
        covered = 0
        for row in group.findall(nodes.row):
            spans = [entry.get("morerows", 0) for entry in row.findall(nodes.entry)]
            covered += sum(spans) + len(spans)
        assert covered == group["cols"] * len(list(group.findall(nodes.row)))
        assert sum(column["colwidth"] for column in group.findall(nodes.colspec)) == 100


# --- errata -----------------------------------------------------------------------------------


def test_every_erratum_is_listed_with_all_its_changes(result: Result) -> None:
    errata = load_template().errata
    rows = cells(result, "errata")
    assert [row[0] for row in rows if len(row) == 5] == [each.id for each in errata]
    assert len(rows) == sum(len(each.changes) for each in errata)
    assert all(cell for row in rows for cell in row)


def test_an_erratum_says_where_old_new_and_by_whom(result: Result) -> None:
    row = next(row for row in cells(result, "errata") if row[0] == "T1")
    assert row[:4] == ["T1", "Section 3.4, Tag", "(07FE,0010)", "(7FE0,0010)"]
    assert row[4].startswith("PS3.6, chapter 6")


@pytest.mark.parametrize(
    "row",
    [
        ["Section 1.1.1", '"SOP Class UID" column', '"SOP Classes" column'],
        ["Table 1-9, caption", "Study Service", "Studies Service"],
        ["Section 3.1, caption", "(empty)", "Revision History"],
        ["Section A.2.2, title", " - NA", "(nothing)"],
        ["Tables 7-27, 7-45, 7-62, 7-65, heading", "Behavior", "Condition"],
        ["Table 7-43, A700, Status Codes", "A700", "A700-A7FF"],
        ["Table 7-45", "Failure | No such action | 0123", "(nothing)"],
        ["Table 7-21", "(missing)", "Failure | Invalid SOP Instance | 0117"],
        ["All tables of status codes, Further Meaning", "No Such Action", "No such action"],
    ],
)
def test_a_change_is_told_in_words(result: Result, row: list[str]) -> None:
    rows = cells(result, "errata")
    assert row in [cells[1:4] if len(cells) == 5 else cells for cells in rows]


def test_quotes_stay_as_they_are_printed(result: Result) -> None:
    assert "&quot;SOP Class UID&quot; column" in result.output("errata.html")


def test_links_lead_to_an_erratum_a_table_and_a_rule(result: Result) -> None:
    assert 'id="erratum-s1"' in result.output("errata.html")
    assert 'id="table-storage-sop-classes"' in result.output("table.html")
    assert 'id="dcs020"' in result.output("rule.html")


# --- tables and rules -------------------------------------------------------------------------


def test_every_table_is_listed_in_the_order_of_the_template(result: Result) -> None:
    rows = cells(result, "table")
    assert sorted(row[1] for row in rows) == sorted(load_template().tables)
    numbers = [int(row[0][2:]) for row in rows if row[0].startswith("7-")]
    assert numbers == sorted(numbers)


def test_a_table_is_listed_with_its_key_and_columns(result: Result) -> None:
    row = next(row for row in cells(result, "table") if row[1] == "storage-c-store-scu")
    assert row[0] == "7-42"
    assert row[3:] == [
        "storage.scu.status-codes.c-store",
        "Service Status; Further Meaning; Status Code; Behavior",
    ]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("transfer-syntax-sets", ["transfer-syntax-sets"]),
        ("query-retrieve-sop-classes", ["query-retrieve"]),
        ("studies-service", ["web.studies"]),
    ],
)
def test_a_table_of_services_is_listed_with_their_keys(
    result: Result, name: str, keys: list[str]
) -> None:
    row = next(row for row in cells(result, "table") if row[1] == name)
    assert row[3].split() == keys


def test_a_heading_over_several_columns_is_named_once(result: Result) -> None:
    row = next(row for row in cells(result, "table") if row[1] == "verification-sop-classes")
    assert row[4] == "SOP Classes; Transfer Syntax; SCU; SCP"


def test_every_rule_is_listed(result: Result) -> None:
    rows = cells(result, "rule")
    assert [row[:2] for row in rows] == [
        [rule.code, rule.severity] for rule in sorted(rules.ALL.values(), key=lambda r: r.code)
    ]


def test_placeholders_of_messages_are_words(result: Result) -> None:
    rows = cells(result, "rule")
    assert not [cell for row in rows for cell in row if "{" in cell]
    unknown = next(row for row in rows if row[0] == "DCS020")
    assert unknown[2] == "Unknown key key"
    assert "<em>key</em>" in result.output("rule.html")


def test_a_page_is_read_again_when_what_it_lists_changes(result: Result) -> None:
    dependencies = {Path(path).name for path in result.app.env.dependencies["errata"]}
    assert {"errata.yaml", "errata-status.yaml", "dcs_reference.py"} <= dependencies
    assert "rules.py" in {Path(path).name for path in result.app.env.dependencies["rule"]}
