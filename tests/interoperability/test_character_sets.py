"""The character sets that Orthanc understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.interoperability.comparison import assert_same
from tests.interoperability.instances import as_file, document, identifier
from tests.interoperability.peers import associated
from tests.interoperability.sop_classes import STUDY_ROOT_FIND

if TYPE_CHECKING:
    from tests.interoperability.claims import Claims
    from tests.interoperability.orthanc import Orthanc

pytestmark = [
    pytest.mark.server,
    pytest.mark.filterwarnings("ignore:Unknown encoding"),  # the placeholder's
]


class Name(NamedTuple):
    """A name, and its bytes in some character set."""

    text: str
    encoded: bytes


# A name in each character set of PS3.3, C.12.1.1.2, with Python's word for it.
SINGLE_BYTE = {
    "6": ("Doe", "ascii"),
    "100": ("Müller", "iso8859-1"),
    "101": ("Wałęsa", "iso8859-2"),
    "109": ("Ĉapek", "iso8859-3"),
    "110": ("Bērziņš", "iso8859-4"),
    "144": ("Люксембург", "iso8859-5"),
    "127": ("قباني", "iso8859-6"),
    "126": ("Διονυσιος", "iso8859-7"),
    "138": ("שרון", "iso8859-8"),
    "148": ("Çavuşoğlu", "iso8859-9"),
    "203": ("Œuvre", "iso8859-15"),
    "13": ("ﾔﾏﾀﾞ", "shift_jis"),
    "166": ("นามสกุล", "tis-620"),
}
MULTI_BYTE = {"ISO_IR 192": "utf-8", "GB18030": "gb18030", "GBK": "gbk"}
# Those with code extensions follow the default repertoire; each switches by its own sequence.
ESCAPED = {
    "ISO 2022 IR 87": Name("Yamada=山田", b"Yamada=" + "山田".encode("iso2022_jp")),
    "ISO 2022 IR 159": Name("Yamada=丂", b"Yamada=\x1b$(D0!\x1b(B"),
    "ISO 2022 IR 149": Name("Hong=홍", b"Hong=\x1b$)C" + "홍".encode("euc_kr")),
    "ISO 2022 IR 58": Name("Zhang=张", b"Zhang=\x1b$)A" + "张".encode("gb2312")),
}
NAMES = {
    **{
        f"{prefix} {number}": Name(text, text.encode(codec))
        for prefix in ("ISO_IR", "ISO 2022 IR")
        for number, (text, codec) in SINGLE_BYTE.items()
    },
    **{term: Name("王^小东", "王^小东".encode(codec)) for term, codec in MULTI_BYTE.items()},
    **ESCAPED,
}


def test_just_the_character_sets_that_are_claimed_are_understood(
    orthanc: Orthanc, claims: Claims
) -> None:
    understood = {term for term, name in NAMES.items() if name.text == stored_name(orthanc, term)}
    assert_same(claims.character_sets, understood)


def test_instances_are_kept_byte_by_byte(orthanc: Orthanc) -> None:
    for term in NAMES:
        file = file_with_name(term, "1")
        instance = orthanc.upload(file)
        assert orthanc.get(f"/instances/{instance}/file").content == file


@pytest.mark.parametrize(
    ("term", "found"), [("ISO_IR 100", "Müller"), ("ISO_IR 101", "Wasa"), ("ISO_IR 144", "")]
)
def test_answers_to_queries_lose_what_latin_1_lacks(
    orthanc: Orthanc, term: str, found: str
) -> None:
    patient = f"of {term}"
    orthanc.upload(file_with_name(term, patient))
    model = STUDY_ROOT_FIND
    keys = identifier("STUDY", PatientID=patient, PatientName="")
    with associated(orthanc, model) as association:
        (_, answer), _ = association.send_c_find(keys, model)
    assert answer is not None
    assert (answer.SpecificCharacterSet, answer.PatientName) == ("ISO_IR 100", found)


def stored_name(orthanc: Orthanc, term: str) -> str:
    """Return what Orthanc reads in an instance with the name of a character set."""
    instance = orthanc.upload(file_with_name(term, "1"))
    tags: dict[str, str] = orthanc.get(f"/instances/{instance}/simplified-tags").json()
    return tags["PatientName"]


def file_with_name(term: str, patient: str) -> bytes:
    """Return a file with a name in its bytes, which pydicom might encode in another way."""
    value = term.encode() if term not in ESCAPED else b"\\" + term.encode()
    value, name = padded(value), padded(NAMES[term].encoded)
    dataset = document(
        SpecificCharacterSet="S" * len(value), PatientName="n" * len(name), PatientID=patient
    )
    file = as_file(dataset).replace(b"S" * len(value), value)
    return file.replace(b"n" * len(name), name)


def padded(value: bytes) -> bytes:
    return value + b" " * (len(value) % 2)
