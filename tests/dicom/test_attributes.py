from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary

from sphinx_dcs.dicom import attributes
from sphinx_dcs.dicom.attributes import Attribute, find_attribute, format_tag

PATIENT_ID = Attribute("00100020", "PatientID", "Patient ID", "LO", "1")
OVERLAY_DATA = Attribute("60xx3000", "OverlayData", "Overlay Data", "OB or OW", "1")


@pytest.mark.parametrize(
    "text",
    [
        "PatientID",
        "patientid",
        "Patient ID",
        " patient  id ",
        "Patient-ID",
        "(0010,0020)",
        "(0010, 0020)",
        "0010,0020",
        "00100020",
        "0010 0020",
    ],
)
def test_an_attribute_is_found_by_keyword_name_and_tag(text: str) -> None:
    assert find_attribute(text) == PATIENT_ID


@pytest.mark.parametrize("text", ["(7fe0,0010)", "7FE00010", "7Fe0,0010"])
def test_the_case_of_a_tag_does_not_matter(text: str) -> None:
    found = find_attribute(text)

    assert found is not None
    assert (found.tag, found.keyword) == ("7FE00010", "PixelData")


def test_every_attribute_is_found_by_its_tag_keyword_and_name() -> None:
    for number, (vr, vm, name, retired, keyword) in DicomDictionary.items():
        tag = f"{number:08X}"
        is_named = bool(keyword)
        expected = Attribute(tag, keyword, name if is_named else "", vr, vm, bool(retired))
        texts = [tag, tag.lower(), format_tag(tag), *([keyword, name] if is_named else [])]
        assert {find_attribute(text) for text in texts} == {expected}


def test_a_unit_is_part_of_a_name() -> None:
    found = [find_attribute(f"Exposure in {unit}") for unit in ("µAs", "\u03bcAs", "mAs", "As")]

    assert [each and each.keyword for each in found] == [
        "ExposureInuAs",
        "ExposureInuAs",
        "ExposureInmAs",
        None,
    ]


def test_every_repeating_attribute_is_found_by_its_tag_keyword_and_name() -> None:
    for mask, (_vr, _vm, name, _retired, keyword) in RepeatersDictionary.items():
        found = {find_attribute(text) for text in (mask, format_tag(mask), keyword, name)}
        assert {each.tag for each in found if each} == {mask}
        assert None not in found


def test_one_attribute_of_a_repeating_group_keeps_its_own_tag() -> None:
    assert find_attribute("(60xx,3000)") == OVERLAY_DATA
    found = find_attribute("(6002,3000)")

    assert found is not None
    assert (found.tag, found.name) == ("60023000", "Overlay Data")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "(0010,0020",
        "0010,0020)",
        "(00100020)",
        "(0010,002)",
        "(0010,99FF)",
        "(0009,1001)",
        "(xxxx,xxxx)",
        "(0010,0020) and more",
        "Retired-blank",
        "PatientIDs",
        "患者",
    ],
)
def test_what_is_no_attribute_is_not_found(text: str) -> None:
    assert find_attribute(text) is None


@given(st.text())
def test_no_text_is_too_odd_to_look_up(text: str) -> None:
    found = find_attribute(text)

    assert found is None or find_attribute(format_tag(found.tag)) == found


def test_tags_are_printed_in_parentheses() -> None:
    assert format_tag("00100020") == "(0010,0020)"
    assert format_tag("60xx3000") == "(60xx,3000)"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("PatientsID", "PatientID"),
        ("Patient's Name", "Patient's Name"),
        ("Acession Number", "Accession Number"),
        ("StudyInstanceUid_", "StudyInstanceUID"),
        ("PixelDate", "PixelData"),
    ],
)
def test_a_misspelled_word_suggests_the_nearest(text: str, nearest: str) -> None:
    assert attributes.suggest(text) == f" Did you mean {nearest!r}?"
