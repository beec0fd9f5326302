from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.sr.codedict import codes as pydicom_codes

from sphinx_dcs.dicom.codes import CodedTerm, meanings, parse

REPORT = CodedTerm("111036", "DCM", "Mammography CAD Report", is_known=True)


@pytest.mark.parametrize(
    "text",
    [
        "(111036, DCM)",
        "(111036,DCM)",
        " ( 111036 , DCM ) ",
        "111036, DCM",
        '(111036, DCM, "Mammography CAD Report")',
        "(111036, DCM, “Mammography CAD Report”)",
        '111036, DCM, "Mammography CAD Report"',
    ],
)
def test_a_coded_term_is_read_and_its_meaning_looked_up(text: str) -> None:
    assert parse(text) == REPORT


def test_a_given_meaning_is_kept() -> None:
    assert parse('(111036, DCM, "CAD (ours)")') == CodedTerm("111036", "DCM", "CAD (ours)", True)
    assert parse('(1, 99US, "A "b"")') == CodedTerm("1", "99US", 'A "b"', False)


def test_an_unknown_code_has_no_meaning_but_the_given() -> None:
    assert parse("(999999, DCM)") == CodedTerm("999999", "DCM", "", is_known=False)
    assert parse("(111036, 99ACME)") == CodedTerm("111036", "99ACME", "", is_known=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "111036",
        "(111036)",
        "(111036, DCM",
        "111036, DCM)",
        "(111036, DCM, Mammography)",
        "(111 036, DCM)",
        "(, DCM)",
        "(111036, )",
        "(111036, DCM) and more",
    ],
)
def test_what_is_no_coded_term_gives_none(text: str) -> None:
    assert parse(text) is None


def test_a_code_may_hold_brackets() -> None:
    assert parse("([iU]/mL, UCUM)") == parse("[iU]/mL, UCUM")
    assert parse("(mm[Hg], UCUM)") == CodedTerm("mm[Hg]", "UCUM", "mmHg", is_known=True)
    assert parse("(a(b), 99US)") == CodedTerm("a(b)", "99US", "", is_known=False)


def test_a_retired_snomed_code_means_what_its_successor_does() -> None:
    lung = parse("(T-28000, SRT)")

    assert lung is not None
    assert lung.meaning == meanings("39607008", "SCT")[0] == "Lung"


def test_codes_of_the_dictionary_are_known() -> None:
    for keyword in (
        "Finding",
        "ImagingMeasurementReport",
        "BasicApplicationConfidentialityProfile",
    ):
        code = getattr(pydicom_codes.DCM, keyword)
        assert parse(f"({code.value}, DCM)") == CodedTerm(code.value, "DCM", code.meaning, True)


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    found = parse(text)

    assert found is None or (found.value and found.scheme)
