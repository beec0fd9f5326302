"""From a small profile to its statement: applicability, numbers, references, rows."""

from __future__ import annotations

import pytest

from sphinx_dcs.statement.model import Paragraph, Prose, Reference, Statement, plain_text
from sphinx_dcs.template import template_from
from tests.small import small_data, small_template, statement_of

NAMED = "product: {name: Test}\n"


def titles(statement: Statement) -> dict[str, str]:
    return {s.number: s.title for top in statement.sections for s in top.walk()}


def rows(statement: Statement, slug: str) -> dict[str, list[str]]:
    return {
        row.id: [plain_text(cell.content) for cell in row.cells]
        for row in statement.tables[slug].rows
    }


# --- which sections there are -----------------------------------------------------------------


def test_an_absent_service_leaves_its_section_marked_and_its_number_kept() -> None:
    statement, messages = statement_of(NAMED + "web: {studies: {origin-server: }}")
    found = titles(statement)
    assert found["1.1"] == "Services - N/A"
    assert found["1.2"] == "Web"
    section = statement.by_slug["services"]
    assert section.blocks == (Paragraph(("N/A",)),)
    assert not section.is_applicable
    assert messages == []


def test_a_branch_without_any_applicable_section_collapses_into_its_parent() -> None:
    statement, _ = statement_of(NAMED)
    found = titles(statement)
    assert found["7"] == "Status Codes - N/A"
    assert not any(number.startswith("7.") for number in found)


def test_one_applicable_section_keeps_its_marked_neighbours() -> None:
    statement, _ = statement_of(NAMED + "storage: {scu: }")
    found = titles(statement)
    assert found["7.1.1"] == "scu of Storage - C-STORE"
    assert found["7.1.2"] == "scp of Storage - C-STORE - N/A"


def test_a_service_set_to_null_is_absent() -> None:
    statement, _ = statement_of(NAMED + "verification: {scu: }")
    assert titles(statement)["1.1"] == "Services"
    statement, _ = statement_of(NAMED + "verification: null")
    assert titles(statement)["1.1"].endswith("- N/A")


def test_a_section_for_each_entity_shifts_those_after_it() -> None:
    statement, _ = statement_of(NAMED + "application-entities: {ONE: , TWO: {describe: Two.}}")
    found = titles(statement)
    assert [found["3.1"], found["3.2"], found["3.3"]] == ["Entity ONE", "Entity TWO", "After"]
    (prose,) = statement.by_slug["entity:TWO"].blocks
    assert isinstance(prose, Prose)
    assert prose.markdown == "Two."


def test_without_entities_the_sections_keep_the_numbers_of_the_template() -> None:
    statement, _ = statement_of(NAMED)
    assert titles(statement)["3.2"] == "After"


def test_own_sections_come_last_in_their_parent() -> None:
    statement, messages = statement_of(
        NAMED + "additional-sections: [{under: '1', title: More & more, describe: Text.}]"
    )
    assert titles(statement)["1.3"] == "More & more"
    assert messages == []


def test_own_sections_with_the_same_title_are_two() -> None:
    own = "{under: '1', title: More, describe: %s}"
    statement, messages = statement_of(
        NAMED + f"additional-sections: [{own % 'One.'}, {own % 'Two.'}, {own % 'Three.'}]"
    )
    found = [s for s in statement.by_slug.values() if s.title == "More"]
    assert [s.slug for s in found] == ["overview:more", "overview:more-2", "overview:more-3"]
    assert [s.number for s in found] == ["1.3", "1.4", "1.5"]
    assert messages == []


def test_names_that_hold_colons_are_not_mixed_up() -> None:
    more = """
    sections:
      - {slug: activity, number: "3.1.1", title: "{activity}", repeat: ae.activities}
    """
    activities = "{%s: {association: acceptor}}"
    statement, _ = statement_of(
        NAMED
        + "application-entities:\n"
        + f"  'A:B': {{activities: {activities % 'C'}}}\n"
        + f"  A: {{activities: {activities % repr('B:C')}}}\n",
        small_template(more),
    )
    found = titles(statement)
    assert (found["3.1.1"], found["3.2.1"]) == ("C", "B:C")
    assert len(statement.by_slug) == len(found)


def test_an_own_section_under_nothing_is_reported() -> None:
    _, messages = statement_of(NAMED + "additional-sections: [{under: '9.9', title: Lost}]")
    assert messages == ["DCS065"]


# --- numbers and references -------------------------------------------------------------------


def test_tables_are_numbered_by_their_place_in_the_chapter() -> None:
    statement, _ = statement_of(NAMED + "storage: {scp: }")
    table = statement.tables["c-store-scp"]
    assert (table.number, table.template_number) == ("7-1", "7-43")


def test_a_reference_to_something_absent_goes_to_the_nearest_section() -> None:
    statement, _ = statement_of(NAMED)
    (paragraph,) = statement.by_slug["overview"].blocks
    assert isinstance(paragraph, Paragraph)
    references = [span for span in paragraph.content if isinstance(span, Reference)]
    assert references == [
        Reference("section", "status-codes", "Section 7"),
        Reference("section", "services", "Section 1.1"),
    ]


def test_names_of_the_template_are_aliases() -> None:
    statement, _ = statement_of(NAMED + "storage: {scp: }")
    by_slug = statement.table("c-store-scp")
    assert by_slug is not None
    assert statement.table("7-43") is by_slug
    assert statement.table("table_N_7_43") is by_slug
    assert statement.table("7-42") is None
    assert statement.section("7.1.2") is statement.by_slug["c-store-scp"]


def test_examples_are_not_published() -> None:
    statement, _ = statement_of(NAMED)
    words = [plain_text(b.content) for b in statement.sections[0].blocks]  # type: ignore[union-attr]
    assert not any("never published" in text for text in words)


# --- rows -------------------------------------------------------------------------------------

STATUS = NAMED + "storage: {scu: {status-codes: {c-store: {%s}}}}"


def test_a_row_is_addressed_by_its_id_or_its_unique_code() -> None:
    statement, messages = statement_of(
        STATUS % "success: By id, A700-A7FF: By code, processing-failure: Twice"
    )
    found = rows(statement, "c-store-scu")
    assert found["success"][-1] == "By id"
    assert found["out-of-resources"][-1] == "By code"
    assert found["processing-failure"][-1] == "Twice"
    assert messages == []


def test_a_code_that_stands_twice_is_no_address() -> None:
    _, messages = statement_of(STATUS % "'0110': Which one")
    assert messages == ["DCS020"]


def test_a_row_described_twice_is_reported() -> None:
    _, messages = statement_of(STATUS % "success: One, '0000': Two")
    assert messages == ["DCS062"]


def test_null_removes_a_standard_row() -> None:
    statement, _ = statement_of(STATUS % "A700-A7FF: null")
    assert "out-of-resources" not in rows(statement, "c-store-scu")


def test_an_own_row_stands_with_its_status() -> None:
    statement, messages = statement_of(
        STATUS % "add: [{status: Failure, meaning: Odd, code: C123, behavior: Stops}]"
    )
    ids = list(rows(statement, "c-store-scu"))
    assert ids[-2:] == ["failure-odd-c123", "other"]
    assert messages == []


def test_an_own_row_with_a_code_that_is_none_is_reported_and_its_place_shown() -> None:
    for code in ("G000", "A7", "A7FF-A700", "Cxxx-CFFF", "99", "A700-"):
        _, messages = statement_of(
            STATUS % f"add: [{{status: Failure, meaning: Odd, code: {code}}}]"
        )
        assert messages == ["DCS047"], code


def test_own_rows_whatever_their_words_have_names_of_their_own() -> None:
    rows_of = "{code: C1%s, meaning: %s}"
    added = ", ".join(rows_of % each for each in (("00", "日本"), ("01", "中国"), ("02", "")))
    statement, messages = statement_of(STATUS % f"add: [{added}, {{code: C100, meaning: 日本}}]")
    assert list(rows(statement, "c-store-scu"))[-5:-1] == ["c100", "c101", "c102", "c100-2"]
    assert messages == ["DCS062"]


def test_notes_stand_under_the_table() -> None:
    statement, _ = statement_of(STATUS % "success: {text: Fine, note: Really.}")
    table = statement.tables["c-store-scu"]
    assert table.notes == (("Really.",),)
    assert table.rows[0].cells[-1].notes == (1,)


def test_sop_classes_are_in_numerical_order_of_uid_with_roles_by_transfer_syntax() -> None:
    statement, messages = statement_of(
        NAMED
        + """
query-retrieve:
  scu: {sop-classes: [1.2.840.10008.5.1.4.1.2.2.2, StudyRootQueryRetrieveInformationModelFind]}
verification:
  scu: {transfer-syntaxes: [ExplicitVRLittleEndian]}
  scp:
"""
    )
    assert list(rows(statement, "services")) == [
        "1.2.840.10008.1.1/1.2.840.10008.1.2.1",
        "1.2.840.10008.1.1/1.2.840.10008.1.2",
        "1.2.840.10008.5.1.4.1.2.2.1/1.2.840.10008.1.2",
        "1.2.840.10008.5.1.4.1.2.2.2/1.2.840.10008.1.2",
    ]
    first, second = list(rows(statement, "services").values())[:2]
    assert first[-2:] == ["Y", "N"]
    assert second[-2:] == ["N", "Y"]
    assert messages == []


def test_a_role_without_its_sop_classes_is_reported() -> None:
    _, messages = statement_of(NAMED + "query-retrieve: {scu: {}}")
    assert messages == ["DCS061"]


def test_a_sop_class_of_another_service_is_reported_and_shown() -> None:
    statement, messages = statement_of(NAMED + "verification: {scu: {sop-classes: [PrintJob]}}")
    assert messages == ["DCS050"]
    assert list(rows(statement, "services")) == ["1.2.840.10008.5.1.1.14/1.2.840.10008.1.2"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("{resources: [study, series]}", ["Study", "Series"]), ("{resources: series}", ["Series"])],
)
def test_only_supported_resources_have_rows(given: str, expected: list[str]) -> None:
    statement, _ = statement_of(
        NAMED + f"web: {{studies: {{origin-server: {{retrieve: {given}}}}}}}"
    )
    assert [row.cells[-3].content[0] for row in statement.tables["web"].rows] == expected


def test_a_transaction_without_resources_is_reported() -> None:
    _, messages = statement_of(NAMED + "web: {studies: {origin-server: {retrieve: }}}")
    assert messages == ["DCS064"]


def test_the_glossary_lists_only_what_is_used() -> None:
    statement, _ = statement_of(NAMED)
    assert rows(statement, "terms") == {}
    statement, _ = statement_of(NAMED + "application-entities: {X: {describe: Two AEs.}}")
    assert list(rows(statement, "terms")) == ["ae"]
    statement, _ = statement_of(NAMED + "application-entities: {X: {describe: Untagged.}}")
    assert rows(statement, "terms") == {}


# --- data over code ---------------------------------------------------------------------------

MORE = """
sections:
  - {slug: color, number: "9", title: Color, when: [color], blocks: [{table: colors}]}
tables:
  colors:
    number: "9-1"
    caption: Colors of {product}
    profile: color.colors
    columns:
      - {heading: Color, key: color, width: 50}
      - {heading: Use, key: use, width: 50, own: true}
    source: {rows: standard}
    rows: [{id: red, cells: {color: Red}}, {id: blue, cells: {color: Blue}}]
"""


def test_a_new_table_touches_only_data() -> None:
    template = small_template(MORE)
    profile = NAMED + "color: {colors: {red: Alarm, blue: null}}"
    statement, messages = statement_of(profile, template)
    assert rows(statement, "colors") == {"red": ["Red", "Alarm"]}
    assert plain_text(statement.tables["colors"].caption) == "Colors of Test"
    assert messages == []
    _, messages = statement_of(NAMED + "color: {colors: {rad: Alarm}}", template)
    assert messages == ["DCS020"]


def test_two_definitions_of_one_thing_are_a_mistake_of_the_template() -> None:
    data = small_data()
    data["tables"]["c-store-scu"]["shape"] = "unknown"
    with pytest.raises(KeyError):
        template_from(data)
