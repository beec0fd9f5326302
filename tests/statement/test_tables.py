"""Headers, spans and notes of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.statement.tables import Body, Draft, make_columns, make_header
from sphinx_dcs.template.model import ColumnDefinition as Column

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Row

SOP_CLASSES = Column("SOP Classes", columns=(Column(key="name"), Column(key="uid")))
SERVICES = Column("DIMSE Services", columns=(Column("SCU", key="scu"), Column("SCP", key="scp")))


def places(rows: tuple[Row, ...], width: int) -> list[list[int]]:
    """Return how often each place of the grid is covered, row by row."""
    grid = [[0] * width for _ in rows]
    for top, row in enumerate(rows):
        left = 0
        for cell in row.cells:
            while left < width and grid[top][left]:
                left += 1
            for y in range(top, top + cell.rows):
                for x in range(left, left + cell.columns):
                    grid[y][x] += 1
    return grid


def test_a_heading_over_columns_without_headings_covers_their_places() -> None:
    header = make_header([SOP_CLASSES, SERVICES])
    shape = [[(c.content, c.rows, c.columns) for c in row.cells] for row in header]
    assert shape == [
        [(("SOP Classes",), 2, 2), (("DIMSE Services",), 1, 2)],
        [(("SCU",), 1, 1), (("SCP",), 1, 1)],
    ]


def test_a_column_is_named_with_what_stands_above_it() -> None:
    assert [c.heading for c in make_columns([SOP_CLASSES, SERVICES])] == [
        "SOP Classes",
        "SOP Classes",
        "DIMSE Services / SCU",
        "DIMSE Services / SCP",
    ]


trees = st.recursive(
    st.builds(lambda heading: Column(heading, key="k"), st.sampled_from(["", "A", "B"])),
    lambda below: st.builds(
        lambda heading, columns: Column(heading, columns=tuple(columns)),
        st.sampled_from(["A", "B"]),
        st.lists(below, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(trees, min_size=1, max_size=4))
def test_header_cells_tile_the_grid(columns: list[Column]) -> None:
    header = make_header(columns)
    width = len(make_columns(columns))
    assert all(place == 1 for row in places(header, width) for place in row)


KEYS = ("a", "b", "c")
drafts = st.builds(
    lambda texts, group, block, wide: Draft(
        "row",
        {key: (text,) for key, text in zip(KEYS, texts, strict=True)},
        group,
        block,
        columns={"b": 2} if wide else {},
    ),
    st.tuples(*[st.sampled_from("xy")] * 3),
    st.sampled_from(["", "G", "H"]),
    st.sampled_from(["", "1"]),
    st.booleans(),
)


@given(st.lists(drafts, max_size=8), st.tuples(*[st.booleans()] * 3))
def test_body_cells_tile_the_grid_whatever_spans(
    rows: list[Draft], spans: tuple[bool, bool, bool]
) -> None:
    columns = tuple(Column(k, key=k, spans=s) for k, s in zip(KEYS, spans, strict=True))
    made = Body(columns, rows).rows()
    assert all(place == 1 for row in places(made, 3) for place in row)


@given(st.lists(drafts, max_size=8))
def test_every_word_of_every_row_is_kept(rows: list[Draft]) -> None:
    columns = tuple(Column(k, key=k, spans=k == "a") for k in KEYS)
    made = [row for row in Body(columns, rows).rows() if not row.is_group]
    assert len(made) == len(rows)
    for draft, row in zip(rows, made, strict=True):
        shown = {cell.column: cell.content for cell in row.cells}
        for key, words in shown.items():
            assert words == draft.cells[key]
        hidden = set(KEYS) - set(shown) - ({"c"} if draft.columns else set())
        assert hidden <= {"a"}


def spans_of(rows: list[Draft]) -> list[list[int]]:
    columns = (Column("A", key="a", spans=True), Column("B", key="b", spans=True))
    return [[cell.rows for cell in row.cells] for row in Body(columns, rows).rows()]


def test_a_cell_ends_where_a_cell_to_its_left_ends() -> None:
    rows = [Draft("1", {"a": ("x",), "b": ("y",)}), Draft("2", {"a": ("z",), "b": ("y",)})]
    assert spans_of(rows) == [[1, 1], [1, 1]]


def test_equal_neighbours_become_one_cell() -> None:
    rows = [Draft(i, {"a": ("x",), "b": ("y",)}) for i in "123"]
    assert spans_of(rows) == [[3, 3], [], []]


def test_rows_of_different_blocks_share_nothing() -> None:
    rows = [Draft("1", {"a": ("x",)}, block="1"), Draft("2", {"a": ("x",)}, block="2")]
    assert spans_of(rows) == [[1, 1], [1, 1]]


def test_each_group_has_its_heading_over_all_columns() -> None:
    rows = [Draft("1", group="G"), Draft("2", group="G"), Draft("3", group="H")]
    columns = (Column("A", key="a"), Column("B", key="b"))
    made = Body(columns, rows).rows()
    assert [(r.is_group, [c.columns for c in r.cells]) for r in made] == [
        (True, [2]),
        (False, [1, 1]),
        (False, [1, 1]),
        (True, [2]),
        (False, [1, 1]),
    ]


def test_notes_are_numbered_in_reading_order_and_the_same_words_once() -> None:
    one, two = ("One.",), ("Two.",)
    rows = [
        Draft("1", notes={"b": (one,)}),
        Draft("2", notes={"a": (two,), "b": (one,)}),
    ]
    columns = (Column("A", key="a"), Column("B", key="b"))
    body = Body(columns, rows)
    assert [[c.notes for c in row.cells] for row in body.rows()] == [[(), (1,)], [(2,), (1,)]]
    assert body.notes == [one, two]
