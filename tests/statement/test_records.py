"""Rows from lists and mappings of a profile, with all that is said in them."""

from __future__ import annotations

import pytest

from sphinx_dcs.statement.model import plain_text
from tests.statement.profiles import statement_of

NAMED = {"product": {"name": "Test"}}
NOTED = {"text": "Some text.", "note": "A note."}
TABLES = {
    "an item": (
        "revision-history",
        {"revisions": [{"revision": "1", "date": "2026-11-23", "change": NOTED}]},
    ),
    "an entry": ("product-terms", {"terms": {"Thing": NOTED}}),
    "a standard row": (
        "character-sets",
        {"character-sets": {"ISO_IR 100": {"description": NOTED}}},
    ),
    "a condition": (
        "structured-report-templates",
        {
            "storage": {"scp": {}, "sop-classes": ["BasicTextSRStorage"]},
            "structured-reports": {
                "5200": {"functions": ["CREATE"], "sop-classes": {"BasicTextSRStorage": NOTED}}
            },
        },
    ),
}


@pytest.mark.parametrize(("slug", "facts"), TABLES.values(), ids=TABLES.keys())
def test_a_note_stands_under_the_table_of_its_text(slug: str, facts: dict[str, object]) -> None:
    statement, messages = statement_of(NAMED | facts)
    table = statement.tables[slug]
    assert messages == []
    assert table.notes == (("A note.",),)
    (noted,) = [cell for row in table.rows for cell in row.cells if cell.notes]
    assert plain_text(noted.content) == "Some text."
    assert noted.notes == (1,)


def test_a_team_may_define_an_abbreviation_otherwise() -> None:
    for key in ("AE", "ae"):
        statement, messages = statement_of(NAMED | {"abbreviations": {key: "Our *entity*"}})
        table = statement.tables["abbreviations"]
        words = [[plain_text(cell.content) for cell in row.cells] for row in table.rows]
        assert [row for row in words if row[0].casefold() == "ae"] == [[key, "Our entity"]]
        assert messages == []


def test_a_character_set_that_the_template_does_not_know_is_shown_and_reported() -> None:
    statement, messages = statement_of(NAMED | {"character-sets": ["ISO_IR 100", "ISO_IR 999"]})
    (message,) = messages
    assert "'ISO_IR 999' is no " in message
    words = [
        plain_text(c.content) for r in statement.tables["character-sets"].rows for c in r.cells
    ]
    assert {"ISO_IR 100", "ISO_IR 999"} <= set(words)
