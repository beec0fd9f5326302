"""The template says what Annex N says, errata applied: all of it, in its words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dcs.template import template_from
from sphinx_dcs.template.reading import read_data
from tests.template import annex_n
from tests.template.comparison import compare
from tests.template.conftest import COVERAGE
from tests.template.make_facts import FACTS, as_text, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.template.model import Template

Data = dict[str, Any]


def test_the_template_is_annex_n(
    template: Template,
    printed_annex: list[annex_n.Section],
    record_property: Callable[[str, object], None],
) -> None:
    corrected, misfits = annex_n.corrected(printed_annex, template.errata)
    result = compare(template, corrected)
    changes = [change for each in template.errata for change in annex_n.each_change(each.changes)]
    errata = {"erratum": len(template.errata), "change by an erratum": len(changes)}
    record_property(COVERAGE, list({**result.coverage, **errata}.items()))
    differences = [*misfits, *result.differences]
    assert not differences, "\n".join(["", *differences])


def test_the_template_has_the_facts_of_annex_n(
    template: Template, facts: list[annex_n.Section]
) -> None:
    differences = compare(template, facts).differences
    assert not differences, "\n".join(["", *differences])


def test_the_facts_are_those_of_annex_n(
    template: Template, printed_annex: list[annex_n.Section]
) -> None:
    current, _misfits = facts_of(printed_annex, template.errata)
    kept = FACTS.read_text(encoding="utf-8")
    assert kept == as_text(current) + "\n", "run python -m tests.template.make_facts"


def test_the_facts_hold_no_sentence() -> None:
    kept = FACTS.read_text(encoding="utf-8")
    words = ["lists all supported", "This document is intended", "application behavior when"]
    assert not [each for each in words if each in kept]


# --- the comparison itself --------------------------------------------------------------------


def _fresh_data() -> Data:
    """Return data of which no part stands in two places, as an alias of YAML does."""
    data: Data = json.loads(json.dumps(read_data()))
    return data


def _section(data: Data, number: str) -> Data:
    return next(each for each in data["sections"] if each["number"] == number)


def _change_caption(data: Data) -> None:
    data["tables"]["storage-sop-classes"]["caption"] = "Storage SOP Class"


def _change_caption_of_a_shape(data: Data) -> None:
    shape = data["shapes"]["dimse-status"]
    shape["caption"] = shape["caption"].replace("Status Codes", "Statuses")


def _drop_row(data: Data) -> None:
    data["row-sets"]["c-store"].remove("elements-discarded")


def _add_row(data: Data) -> None:
    data["tables"]["mwl-c-find-scp"]["rows"].append("processing-failure")


def _swap_rows(data: Data) -> None:
    rows = data["row-sets"]["c-store"]
    rows[1], rows[2] = rows[2], rows[1]


def _change_code(data: Data) -> None:
    data["status-rows"]["elements-discarded"]["code"] = "B008"


def _change_sentence(data: Data) -> None:
    block = _section(data, "1.1")["blocks"][0]
    block["mandated"] = block["mandated"].replace("lists all", "lists most")


def _change_sentence_of_a_shape(data: Data) -> None:
    block = data["shapes"]["dimse-status-scp"]
    lead = data["shapes"][block["shape"]]["section-blocks"][0]
    lead["mandated"] = lead["mandated"].replace("conditions", "the conditions")


def _drop_list_item(data: Data) -> None:
    del _section(data, "1.1.1")["blocks"][1]["mandated"][2]


def _unclassify(data: Data) -> None:
    blocks = _section(data, "1.1")["blocks"]
    blocks.remove(next(block for block in blocks if block.get("source") == 4))


def _classify_twice(data: Data) -> None:
    _section(data, "1.1")["blocks"][5]["source"] = 4


def _classify_nothing(data: Data) -> None:
    _section(data, "3.2")["blocks"][0]["source"] = [0, 99]


def _give_up_passage(data: Data) -> None:
    block = _section(data, "1.2.2")["blocks"][0]
    block["example"] = block.pop("mandated")


def _swap_passages(data: Data) -> None:
    blocks = _section(data, "1.1")["blocks"]
    blocks[0], blocks[1] = blocks[1], blocks[0]


def _refer_to_another_table(data: Data) -> None:
    block = _section(data, "1.2.1")["blocks"][0]
    block["mandated"] = block["mandated"].replace("verification-sop-classes", "uri-service")


def _change_title(data: Data) -> None:
    _section(data, "6.1")["title"] += "s"


def _drop_section(data: Data) -> None:
    data["sections"].remove(_section(data, "8.1"))


def _add_section(data: Data) -> None:
    data["sections"].append({"slug": "more", "number": "9", "title": "More"})


def _repeat_section(data: Data) -> None:
    data["sections"].append({"slug": "more", "number": "8.1", "title": "More"})


def _change_heading(data: Data) -> None:
    data["shapes"]["sop-class-support"]["columns"][1]["heading"] = "Transfer Syntaxes"


def _change_heading_below(data: Data) -> None:
    data["tables"]["application-entity-services"]["columns"][2]["columns"][0]["heading"] = "Network"


def _change_group(data: Data) -> None:
    data["tables"]["character-sets"]["rows"][1]["group"] = "Single-Byte Character Sets"


def _change_bookmark(data: Data) -> None:
    del data["tables"]["character-sets"]["bookmark"]


def _change_number(data: Data) -> None:
    data["tables"]["uri-service"]["number"] = "1-88"


def _change_term(data: Data) -> None:
    data["terms"]["association"]["definition"] += " More."


def _change_service_name(data: Data) -> None:
    data["services"]["mpps"]["name"] = "Performed Procedure Step"


def _drop_transaction(data: Data) -> None:
    del data["services"]["web.worklist"]["transactions"]["suspend"]


def _drop_sop_class(data: Data) -> None:
    data["services"]["print"]["sop-classes"].remove("PrintJob")


def _change_media_type(data: Data) -> None:
    rows = data["tables"]["transfer-syntax-sets"]["rows"]
    next(row for row in rows if row["id"] == "RLELossless")["cells"]["media-type"] = "image/rle"


def _change_figure(data: Data) -> None:
    data["figures"]["services-overview"]["caption"] = "Overview"


def _leave_table_over(data: Data) -> None:
    data["tables"]["more"] = {**data["tables"]["revision-history"], "caption": "More"}


def _fill_later_chapter(data: Data) -> None:
    _section(data, "8.1")["blocks"] = [{"example": "All is well.", "source": 0}]


FAULTS: dict[Callable[[Data], None], str] = {
    _change_caption: "Table 1-1: caption",
    _change_caption_of_a_shape: "Table 7-10: caption",
    _drop_row: "Table 7-42: row is missing.*Elements Discarded",
    _add_row: "Table 7-11: row is not in Annex N.*Processing failure",
    _swap_rows: "Table 7-42: row is missing, or not in its place",
    _change_code: "Table 7-43: row is missing.*B006",
    _change_sentence: "section 1.1: passage",
    _change_sentence_of_a_shape: "section 7.3.2.1.2: passage",
    _drop_list_item: "section 1.1.1: passage",
    _unclassify: "section 1.1: instruction 4 is classified 0 times",
    _classify_twice: "section 1.1: instruction 4 is classified 2 times",
    _classify_nothing: "section 3.2: stands for what is not there",
    _give_up_passage: "section 1.2.2: gives up a passage without a reason",
    _swap_passages: "section 1.1: is not in the order of Annex N",
    _refer_to_another_table: "section 1.2.1: passage",
    _change_title: "section 6.1: title",
    _drop_section: "section 8.1: section is missing",
    _add_section: "section 9: section is not in Annex N",
    _repeat_section: "section 8.1: section is there twice",
    _change_heading: "Table 1-4: heading",
    _change_heading_below: "Table 5-1: heading",
    _change_group: "Table 1-16: row is missing.*ISO 2022 IR 6",
    _change_bookmark: "Table 1-16: bookmark",
    _change_number: "Table 1-88: number",
    _change_term: "Table terms: row is missing.*Association",
    _change_service_name: "Table 5-1: row is missing.*MPPS",
    _drop_transaction: "Table 1-10: row is missing.*Suspend Global Subscription",
    _drop_sop_class: "Table 1-7: row is missing.*Print Job",
    _change_media_type: "Table 1-2: row is missing.*image/dicom-rle",
    _change_figure: "section 1: figure",
    _leave_table_over: "more: is in no section",
    _fill_later_chapter: "section 8.1: content without being on the list",
}
"""What may go wrong in the data, and how the comparison reports it."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_fault_of_the_data_is_found(
    fault: Callable[[Data], None], facts: list[annex_n.Section]
) -> None:
    data = _fresh_data()
    fault(data)
    differences = compare(template_from(data), facts).differences
    assert [each for each in differences if re.match(FAULTS[fault], each, re.DOTALL)], differences


def test_sentences_and_their_digests_differ_alike(
    template: Template, facts: list[annex_n.Section], printed_annex: list[annex_n.Section]
) -> None:
    data = _fresh_data()
    _change_sentence(data)
    _change_term(data)
    corrected, _misfits = annex_n.corrected(printed_annex, template.errata)
    results = [compare(template_from(data), annex) for annex in (corrected, facts)]
    found = [[each.splitlines()[0] for each in result.differences] for result in results]
    assert found[0] == found[1]


def test_an_erratum_that_fits_nothing_is_found(
    template: Template, printed_annex: list[annex_n.Section]
) -> None:
    once = template.errata[0]
    _corrected, misfits = annex_n.corrected(printed_annex, [once, once])
    assert len(misfits) == len(once.changes)
    assert misfits[0].startswith(f"erratum {once.id}: ")
