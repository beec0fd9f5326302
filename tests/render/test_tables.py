"""Tables as docutils nodes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.render.nodes import dcs_entry, dcs_reference
from sphinx_dcs.render.spans import split_rows, without_spans
from sphinx_dcs.render.tables import FORMATS, Format, TableMaker
from sphinx_dcs.statement.model import Cell, Row
from tests.sites import check_parents
from tests.statements import TABLE, cell, heading

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Table


def make(table: Table = TABLE, output: Format = FORMATS["html"]) -> nodes.Element:
    """Return the nodes of a table in an element."""
    made = nodes.section("", *TableMaker(table, "demo", "here", output).make())
    check_parents(made)
    return made


GOLDEN = """\
<dcs_table classes="dcs-table longtable colwidths-given dcs-columns-4" dcs_number="1-1" dcs_rows="5" ids="here">
    <title>
        <dcs_number classes="caption-number">
            Table 1-1 \n\
        SOP Classes
    <tgroup cols="4">
        <colspec colwidth="30">
        <colspec colwidth="40">
        <colspec colwidth="15">
        <colspec colwidth="15">
        <thead>
            <row>
                <dcs_entry dcs_scope="colgroup" morecols="1" morerows="1">
                    SOP Classes
                <dcs_entry dcs_scope="colgroup" morecols="1">
                    Roles
            <row>
                <dcs_entry dcs_scope="col">
                    SCU
                <dcs_entry dcs_scope="col">
                    SCP
        <tbody>
            <dcs_group classes="dcs-group">
                <dcs_entry dcs_scope="rowgroup" morecols="3">
                    Images & <more>
            <row>
                <dcs_entry dcs_scope="row" morerows="1">
                    CT
                <dcs_entry classes="dcs-uid" dcs_scope="" morerows="1">
                    <dcs_breakable>
                        1.2.840
                    <superscript classes="dcs-note-reference">
                        <reference ids="here-to-note-1" internal="1" refid="here-note-1">
                            1
"""  # noqa: E501


def test_a_table_is_made_of_docutils_nodes() -> None:
    # docutils before 0.22 prints a flag as a word.
    text = make()[0].pformat().replace('"True"', '"1"')
    assert text.startswith(GOLDEN)


def test_text_stands_in_cells_without_a_paragraph_where_the_writer_can_show_it() -> None:
    assert not list(make()[0].findall(nodes.paragraph))
    entries = make(output=FORMATS["man"])[0].findall(dcs_entry)
    assert all(isinstance(entry[0], nodes.paragraph) for entry in entries if entry.children)


def test_markup_of_a_cell_becomes_nodes() -> None:
    entry = make()[0][1][-1][-1][1][0]
    kinds = [type(node) for node in entry.children]
    assert kinds[:3] == [nodes.strong, nodes.Text, nodes.emphasis]
    assert kinds[-3:] == [nodes.literal, nodes.reference, dcs_reference]
    assert entry[-3].astext() == "a<b"
    assert entry[-2]["refuri"] == "https://example.com/?a&b"
    assert (entry[-1]["kind"], entry[-1]["dcs_slug"]) == ("section", "details")


def test_notes_lead_to_their_cells_and_back() -> None:
    made = make()
    lines = [line.astext() for line in made[1].children]
    assert lines == ["(1) With care.", "(2) Or not."]
    ids = {each for node in made.findall(nodes.Element) for each in node["ids"]}
    links = [node["refid"] for node in made.findall(nodes.reference) if "refid" in node]
    assert sorted(links) == [
        "here-note-1",
        "here-note-1",
        "here-note-2",
        "here-to-note-1",
        "here-to-note-2",
    ]
    assert set(links) <= ids


def test_a_table_without_notes_is_alone() -> None:
    assert len(make(replace(TABLE, notes=()))) == 1


def test_a_wide_table_says_so() -> None:
    assert "dcs-wide" in make(replace(TABLE, is_wide=True))[0]["classes"]


def test_words_of_cells_are_the_same_in_every_format() -> None:
    for output in FORMATS.values():
        text = make(output=output)[0].astext()
        assert "1, 2" in text
        for expected in ("Images & <more>", "1.2.840", "a<b", "(0010,0020)", "strong"):
            assert expected in text


# --- spans ------------------------------------------------------------------------------------

KEYS = ["a", "b", "c", "d"]


def places(rows: tuple[Row, ...]) -> dict[tuple[int, int], Cell]:
    """Return the cell that covers each place of a table; fails where two do or none does."""
    taken: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(rows):
        for each in row.cells:
            x = KEYS.index(each.column)
            for covered in [(y + j, x + i) for j in range(each.rows) for i in range(each.columns)]:
                assert covered not in taken
                taken[covered] = each
    assert set(taken) == {(y, x) for y in range(len(rows)) for x in range(len(KEYS))}
    return taken


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, ...]:
    """Return rows whose cells tile the table."""
    height = draw(st.integers(1, 12))
    rows: list[list[Cell]] = [[] for _ in range(height)]
    free = {(y, x) for y in range(height) for x in range(len(KEYS))}
    for y in range(height):
        for x in range(len(KEYS)):
            if (y, x) in free:
                wide = draw(st.integers(1, len(KEYS) - x))
                tall = draw(st.integers(1, height - y))
                while not all((y, x + i) in free for i in range(wide)):
                    wide -= 1
                free -= {(y + j, x + i) for j in range(tall) for i in range(wide)}
                rows[y].append(cell(KEYS[x], f"{y} {x}", rows=tall, columns=wide))
    return tuple(Row(tuple(cells)) for cells in rows)


@given(tables(), st.integers(1, 9))
def test_split_cells_cover_the_same_places_with_the_same_words(
    rows: tuple[Row, ...], longest: int
) -> None:
    split = split_rows(rows, KEYS, longest)
    assert all(each.rows <= longest for row in split for each in row.cells)
    before, after = places(rows), places(split)
    assert {key: each.content for key, each in before.items()} == {
        key: each.content for key, each in after.items()
    }


@given(tables())
def test_without_spans_every_place_has_a_cell_of_its_own(rows: tuple[Row, ...]) -> None:
    single = without_spans(split_rows(rows, KEYS, 1))
    assert all(len(row.cells) == len(KEYS) for row in single)
    wanted = {each.content for row in rows for each in row.cells}
    assert wanted <= {each.content for row in single for each in row.cells}


def test_a_tall_cell_is_repeated_on_paper() -> None:
    tall = Row(
        (heading("name", "Tall", rows=20), *[cell(key, "x") for key in ("uid", "scu", "scp")])
    )
    rest = Row(tuple(cell(key, "x") for key in ("uid", "scu", "scp")))
    table = replace(TABLE, rows=(tall, *[rest] * 19))
    assert make(table)[0].astext().count("Tall") == 1
    assert make(table, FORMATS["latex"])[0].astext().count("Tall") == 3
