from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom._uid_dict import UID_dictionary

from sphinx_dcs.dicom import uids

SOP_CLASSES = [
    uid for uid, entry in UID_dictionary.items() if entry[1] in ("SOP Class", "Meta SOP Class")
]
TRANSFER_SYNTAXES = [uid for uid, entry in UID_dictionary.items() if entry[1] == "Transfer Syntax"]
NAME_IS_TAKEN = {
    "1.2.840.10008.5.1.4.1.1.3": "1.2.840.10008.5.1.4.1.1.3.1",
    "1.2.840.10008.5.1.4.1.1.5": "1.2.840.10008.5.1.4.1.1.20",
    "1.2.840.10008.5.1.4.1.1.6": "1.2.840.10008.5.1.4.1.1.6.1",
}
"""Retired SOP Classes that have the name of another, and the other."""
NAMED = [uid for uid in (*SOP_CLASSES, *TRANSFER_SYNTAXES) if UID_dictionary[uid][4]]


def find(text: str, uid: str) -> uids.Uid | None:
    """Look a text up among what the UID is one of."""
    is_sop_class = "SOP Class" in UID_dictionary[uid][1]
    return (uids.find_sop_class if is_sop_class else uids.find_transfer_syntax)(text)


def spellings(uid: str) -> list[str]:
    name, _kind, remark, retired, keyword = UID_dictionary[uid]
    if uid in NAME_IS_TAKEN:
        return [uid, keyword, keyword.lower(), f"{name} (Retired)", f"{name} retired"]
    bare = name.removesuffix(" UID").removesuffix(" SOP Class")
    return [
        uid,
        keyword,
        name,
        bare,
        keyword.lower(),
        name.upper(),
        f"  {bare} ",
        f"{bare} SOP Class",
        f"{bare} Transfer Syntax",
        f"{bare} SOP Class (Retired)" if retired else uid,
        f"{name}: {remark}",
        f"{name} :{remark}",
        bare.replace("/", "@"),
        bare.replace(" and ", " & "),
        bare.replace("-", " "),
        bare.replace("[", "").replace("]", ""),
    ]


def test_the_dictionary_has_both_kinds() -> None:
    assert len(SOP_CLASSES) > 300
    assert len(TRANSFER_SYNTAXES) > 50


@pytest.mark.parametrize("uid", [*SOP_CLASSES, *TRANSFER_SYNTAXES])
def test_every_uid_is_found_by_itself(uid: str) -> None:
    found = find(uid, uid)

    assert found is not None
    assert (found.uid, found.is_known) == (uid, True)
    assert found.standard_name == UID_dictionary[uid][0]
    assert found.keyword == UID_dictionary[uid][4]
    assert found.type == UID_dictionary[uid][1]
    assert found.is_retired == (UID_dictionary[uid][3] == "Retired")
    assert found.name


@pytest.mark.parametrize("uid", NAMED)
def test_every_uid_is_found_by_keyword_and_name_in_every_spelling(uid: str) -> None:
    for text in spellings(uid):
        found = find(text, uid)
        assert found is not None, text
        assert found.uid == uid, text
        assert text == uid or uids.same_name(text, found)


@pytest.mark.parametrize(("retired", "current"), NAME_IS_TAKEN.items())
def test_a_name_that_two_sop_classes_have_is_the_one_that_is_not_retired(
    retired: str, current: str
) -> None:
    name = UID_dictionary[current][0]
    found, old = uids.find_sop_class(name), uids.find_sop_class(f"{name} (Retired)")

    assert found is not None
    assert old is not None
    assert (found.uid, found.is_retired) == (current, False)
    assert (old.uid, old.is_retired) == (retired, True)


@given(st.sampled_from(sorted({*NAMED} - {*NAME_IS_TAKEN})), st.data())
def test_case_blanks_and_punctuation_of_names_do_not_matter(uid: str, data: st.DataObject) -> None:
    name = UID_dictionary[uid][0]
    written = "".join(
        data.draw(st.sampled_from([letter.lower(), letter.upper(), f"{letter} ", f"{letter}-"]))
        for letter in name
    )
    found = find(written, uid)

    assert found is not None
    assert found.uid == uid


@pytest.mark.parametrize(
    ("uid", "name"),
    [
        ("1.2.840.10008.1.1", "Verification"),
        ("1.2.840.10008.5.1.1.33", "Media Creation Management"),
        ("1.2.840.10008.5.1.1.9", "Basic Grayscale Print Management Meta"),
        ("1.2.840.10008.5.1.4.1.1.1", "Computed Radiography Image Storage"),
        ("1.2.840.10008.5.1.4.34.6.1", "Unified Procedure Step - Push"),
        ("1.2.840.10008.5.1.4.34.4.1", "Unified Procedure Step - Push - Trial (Retired)"),
        ("1.2.840.10008.3.1.2.1.1", "Detached Patient Management (Retired)"),
        ("1.2.840.10008.5.1.4.1.1.40", "1.2.840.10008.5.1.4.1.1.40 (Retired)"),
        ("1.2.840.10008.1.2", "Implicit VR Little Endian"),
        ("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)"),
        ("1.2.840.10008.1.2.2", "Explicit VR Big Endian (Retired)"),
    ],
)
def test_tables_print_names_as_annex_n_does(uid: str, name: str) -> None:
    found = find(uid, uid)

    assert found is not None
    assert uids.table_name(found) == name


@pytest.mark.parametrize(
    "text", ["", "SOP Class", "(Retired)", "CT", "CTImageStorag", "日本", "1.2."]
)
def test_what_is_neither_name_nor_uid_is_not_found(text: str) -> None:
    assert uids.find_sop_class(text) is None


def test_a_sop_class_is_no_transfer_syntax() -> None:
    assert uids.find_transfer_syntax("CTImageStorage") is None
    assert uids.find_transfer_syntax("1.2.840.10008.5.1.4.1.1.2") is None
    assert uids.find_sop_class("1.2.840.10008.1.2") is None
    assert uids.find_sop_class("1.2.840.10008.5.1.1.17") is None  # a SOP Instance


@pytest.mark.parametrize(("uid", "is_newer"), [("1.2.840.10008.9999.1", True), ("1.2.3.4", False)])
def test_a_uid_that_the_dictionary_lacks_is_unknown(uid: str, is_newer: bool) -> None:
    found = uids.find_sop_class(uid)

    assert found == uids.Uid(uid, uid, is_known=False)
    assert uids.is_below_dicom_root(uid) is is_newer
    assert uids.table_name(uids.with_name(found, "Our Storage")) == "Our Storage"


@pytest.mark.parametrize(
    "text",
    [
        "1.2.840.10008.1.1",
        "2.25.0",
        "0.1",
        "1." + "2" * 62,
        "2.25.329800735698586629295641978511506172918",
    ],
)
def test_valid_uids(text: str) -> None:
    assert uids.is_valid(text)


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.", ".1", "1..2", "1.02", "00.1", "1.2.a", "1. 2", "1.2\n", "1.٢", "1." + "2" * 63],
)
def test_invalid_uids(text: str) -> None:
    assert not uids.is_valid(text)


def test_uids_sort_by_number() -> None:
    given = ["1.2.10", "1.2.9.1", "1.2.9", "1.10", "1.2"]

    assert sorted(given, key=uids.numerical) == ["1.2", "1.2.9", "1.2.9.1", "1.2.10", "1.10"]


@pytest.mark.parametrize(
    ("text", "what", "nearest"),
    [
        ("CTImageStorag", "SOP Class", "CTImageStorage"),
        ("CT Image Storge", "SOP Class", "CT Image Storage"),
        ("Verifcation", "SOP Class", "Verification"),
        ("JPEGLosslesSV1", "Transfer Syntax", "JPEGLosslessSV1"),
        ("ImplicitVRLitleEndian", "Transfer Syntax", "ImplicitVRLittleEndian"),
    ],
)
def test_a_misspelled_word_suggests_the_nearest(
    text: str, what: uids.UidType, nearest: str
) -> None:
    assert uids.suggest(text, what) == f" Did you mean {nearest!r}?"


def test_nothing_near_suggests_nothing() -> None:
    assert uids.suggest("zzzzzz", "SOP Class") == ""
    assert uids.suggest("", "SOP Class") == ""
