"""The walk over a profile: every kind of value, shorthands, lists for mappings, null."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.dicom.attributes import Attribute
from sphinx_dcs.dicom.codes import CodedTerm
from sphinx_dcs.dicom.uids import Uid
from sphinx_dcs.profile.checking import check
from sphinx_dcs.profile.kinds import KINDS, describe
from sphinx_dcs.profile.reading import read_text
from sphinx_dcs.profile.shape import Shape
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence, Value, find


def checked(text: str, **keys: Shape) -> tuple[Mapping, list[str]]:
    """Return a text checked against a record of keys, and its messages as "code line:column"."""
    diagnostics = Diagnostics()
    root = read_text(dedent(text), "p.yaml", diagnostics)
    assert root is not None
    found = check(root, Shape("record", "", keys), diagnostics)
    return found, [f"{d.code} {d.position.line}:{d.position.column}" for d in diagnostics]


def data(value: Value | None) -> object:
    """Return a value as plain data: what was converted, None for null."""
    if isinstance(value, Mapping):
        return {name: data(entry.value) for name, entry in value.entries.items()}
    if isinstance(value, Sequence):
        return [data(item) for item in value]
    return None if value is None or value.is_null else value.value


TEXT, LINE, YES_NO = Shape("text"), Shape("line"), Shape("yes-no")
TERMS = Shape("choice", terms=("initiator", "acceptor"))
SERVICES = Shape("service", terms=("storage", "Storage", "web.uri"))
DEFINED = {"sets": Shape("map", items=Shape("record"))}
NAME = Shape("name", of="sets")

# --- kinds ------------------------------------------------------------------------------------

GOOD = [
    (TEXT, "any: *text*", "any: *text*"),
    (LINE, "0010", "0010"),
    (Shape("prose"), "No", "No"),
    (SERVICES, "storage", "storage"),
    (SERVICES, "Storage", "Storage"),
    (YES_NO, "Y", "Y"),
    (YES_NO, "yes", "Y"),
    (YES_NO, "True", "Y"),
    (YES_NO, "n", "N"),
    (YES_NO, "NO", "N"),
    (YES_NO, "false", "N"),
    (TERMS, "acceptor", "acceptor"),
    (Shape("date"), "2026-11-23", "2026-11-23"),
    (Shape("ae-title"), " STORE SCP ", "STORE SCP"),
    (Shape("ae-title"), "A" * 16, "A" * 16),
    (NAME, "U", "U"),
    (Shape("uid"), "1.2.840.113619.5.2", "1.2.840.113619.5.2"),
    (Shape("uid"), "2." + "1" * 62, "2." + "1" * 62),
    (Shape("status-code"), "A700", "A700"),
    (Shape("status-code"), "0000", "0000"),
    (Shape("status-code"), "A700-A7FF", "A700-A7FF"),
    (Shape("status-code"), "Cxxx", "Cxxx"),
    (Shape("status-code"), "404", "404"),
    (Shape("status-code"), "200 (OK)", "200 (OK)"),
    (Shape("warning-code"), "DCS042", "DCS042"),
    (Shape("tid"), "5200", "5200"),
    (Shape("tid"), "TID 5200", "5200"),
]


@pytest.mark.parametrize(("shape", "text", "expected"), GOOD)
def test_a_good_value_is_converted(shape: Shape, text: str, expected: str) -> None:
    found, messages = checked(f"sets: [U, LL]\nvalue: '{text}'\n", value=shape, **DEFINED)
    assert messages == []
    assert data(found.get("value")) == expected


BAD = [
    (SERVICES, "storag", "DCS068"),
    (YES_NO, "maybe", "DCS024"),
    (YES_NO, "", "DCS024"),
    (TERMS, "Acceptor", "DCS024"),
    (Shape("date"), "23.11.2026", "DCS025"),
    (Shape("date"), "2026-02-29", "DCS025"),
    (Shape("ae-title"), "A" * 17, "DCS049"),
    (Shape("ae-title"), "   ", "DCS049"),
    (Shape("ae-title"), "A\\B", "DCS049"),
    (Shape("ae-title"), "ÄRZTE", "DCS049"),
    (NAME, "V", "DCS060"),
    (Shape("sop-class"), "CTImageStorag", "DCS040"),
    (Shape("sop-class"), "1.2.840.10008.1.2", "DCS040"),
    (Shape("transfer-syntax"), "CTImageStorage", "DCS040"),
    (Shape("uid"), "1.02.3", "DCS043"),
    (Shape("uid"), "1.2." + "1" * 61, "DCS043"),
    (Shape("uid"), "1.2.a", "DCS043"),
    (Shape("tag"), "PatientsID", "DCS045"),
    (Shape("tag"), "(0010,00ZZ)", "DCS045"),
    (Shape("code"), "111036", "DCS046"),
    (Shape("status-code"), "A70", "DCS047"),
    (Shape("status-code"), "a700", "DCS047"),
    (Shape("status-code"), "A7FF-A700", "DCS047"),
    (Shape("status-code"), "Cxxx-CFFF", "DCS047"),
    (Shape("status-code"), "999", "DCS047"),
    (Shape("warning-code"), "DCS001", "DCS027"),
    (Shape("tid"), "CID 7", "DCS048"),
]


@pytest.mark.parametrize(("shape", "text", "code"), BAD)
def test_a_bad_value_is_reported_at_its_place_and_left_out(
    shape: Shape, text: str, code: str
) -> None:
    found, messages = checked(
        f"sets: [U]\nvalue: '{text}'\nrest: R\n", value=shape, rest=TEXT, **DEFINED
    )
    assert messages == [f"{code} 2:8"]
    assert list(found.entries) == ["sets", "rest"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_expects_where_a_list_stands(kind: str) -> None:
    diagnostics = Diagnostics()
    root = read_text("value: [a]\n", "p.yaml", diagnostics)
    assert root is not None
    check(root, Shape("record", "", {"value": Shape(kind)}), diagnostics)
    (found,) = diagnostics
    assert found.rule is rules.WRONG_TYPE
    assert found.message == f"Expected {describe(Shape(kind))}, found a list"


def test_what_the_dictionaries_know_is_looked_up() -> None:
    found, messages = checked(
        "sop: CT Image Storage\nsyntax: 1.2.840.10008.1.2\ntag: PatientID\ncode: (111036, DCM)\n",
        sop=Shape("sop-class"),
        syntax=Shape("transfer-syntax"),
        tag=Shape("tag"),
        code=Shape("code"),
    )
    sop, syntax, tag, code = (entry.value.value for entry in found)  # type: ignore[union-attr]
    assert messages == []
    assert isinstance(sop, Uid)
    assert sop.keyword == "CTImageStorage"
    assert isinstance(syntax, Uid)
    assert syntax.keyword == "ImplicitVRLittleEndian"
    assert isinstance(tag, Attribute)
    assert tag.tag == "00100020"
    assert isinstance(code, CodedTerm)
    assert code.is_known


# --- records ----------------------------------------------------------------------------------

SYSTEM = Shape("record", "", {"name": LINE, "kind": LINE}, ("name",), "name")


def test_all_unknown_keys_are_reported_with_the_nearest_one() -> None:
    diagnostics = Diagnostics()
    root = read_text("nmae: a\nquite: b\nname: c\n", "p.yaml", diagnostics)
    assert root is not None
    check(root, SYSTEM, diagnostics)
    first, second = diagnostics
    assert first.remedy.endswith("Did you mean 'name'?")
    assert "Did you mean" not in second.remedy


def test_private_keys_are_no_part_of_a_profile() -> None:
    found, messages = checked(
        "x-a: {any: thing}\nsystem: {x-b: 1, name: A}\nsystems: {x-c: 1, pacs: B}\n",
        system=SYSTEM,
        systems=Shape("map", items=SYSTEM),
    )
    assert messages == []
    assert data(found) == {"system": {"name": "A"}, "systems": {"pacs": {"name": "B"}}}


def test_a_private_or_removed_key_is_no_name() -> None:
    _, messages = checked(
        "sets: {x-a: , B: null, C: }\nnames: [x-a, B, C]\n",
        names=Shape("list", items=NAME),
        **DEFINED,
    )
    assert messages == ["DCS060 2:9", "DCS060 2:14"]


def test_a_shorthand_stands_for_its_key() -> None:
    found, messages = checked("a: PACS\nb: {name: PACS}\n", a=SYSTEM, b=SYSTEM)
    assert messages == []
    assert data(found) == {"a": {"name": "PACS"}, "b": {"name": "PACS"}}


def test_a_text_with_a_note_may_stand_for_a_shorthand() -> None:
    row = Shape("record", "", {"behavior": TEXT}, shorthand="behavior")
    found, messages = checked("a: {text: Stops., note: At once.}\nb: Goes on.\n", a=row, b=row)
    assert messages == []
    assert data(found) == {
        "a": {"behavior": {"text": "Stops.", "note": "At once."}},
        "b": {"behavior": "Goes on."},
    }


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("{text: T, note: N}", []),
        ("{text: T}", []),
        ("{note: N}", ["DCS021 1:4"]),
        ("{text: T, noet: N}", ["DCS020 1:14"]),
        ("{text: [T]}", ["DCS022 1:11"]),
        ("[T]", ["DCS022 1:4"]),
    ],
)
def test_text_may_have_a_note(text: str, messages: list[str]) -> None:
    _, found = checked(f"a: {text}\n", a=TEXT)
    assert found == messages


def test_a_line_has_no_note() -> None:
    _, messages = checked("a: {text: T}\n", a=LINE)
    assert messages == ["DCS022 1:4"]


@pytest.mark.parametrize("text", ["{}", "{kind: K}", "{name: , kind: K}", "{name: ' '}", ""])
def test_a_key_that_must_be_there_is_missed_also_if_it_is_empty(text: str) -> None:
    _, messages = checked(f"a: {text}\n", a=SYSTEM)
    assert [message.split()[0] for message in messages] == ["DCS021"]


def test_a_wrong_key_is_not_missed_as_well() -> None:
    _, messages = checked("a: {name: [B]}\n", a=SYSTEM)
    assert messages == ["DCS022 1:11"]


@pytest.mark.parametrize("text", ["text", "[name]"])
def test_another_value_for_a_record_is_reported(text: str) -> None:
    _, messages = checked(f"a: {text}\n", a=Shape("record", "", {"name": LINE}))
    assert messages == ["DCS022 1:4"]


# --- empty and null ---------------------------------------------------------------------------


def test_an_empty_record_is_there_and_null_is_not() -> None:
    role = Shape("record", "", {"describe": TEXT})
    found, messages = checked("a:\nb: {}\nc: null\nd: ~\n", a=role, b=role, c=role, d=role)
    assert messages == []
    assert data(found) == {"a": {}, "b": {}, "c": None, "d": None}


def test_null_removes_an_entry_and_is_no_item() -> None:
    found, messages = checked(
        "map: {a: null, b: B}\nlist: [a, ~, b]\n",
        map=Shape("map", items=TEXT),
        list=Shape("list", items=TEXT),
    )
    assert data(found) == {"map": {"a": None, "b": "B"}, "list": ["a", "b"]}
    assert messages == ["DCS022 2:11"]


def test_quoted_null_is_text() -> None:
    found, messages = checked("a: 'null'\nb: ''\n", a=TEXT, b=TEXT)
    assert messages == []
    assert data(found) == {"a": "null", "b": ""}


# --- mappings and lists -----------------------------------------------------------------------

SOP_CLASSES = Shape(
    "map", key_kind="sop-class", items=Shape("record", "", {"name": LINE, "uid": Shape("uid")})
)


@pytest.mark.parametrize("text", ["[A, B]", "{A: , B: }", "{A: {}, B: {}}"])
def test_a_list_of_names_may_stand_for_a_mapping(text: str) -> None:
    found, messages = checked(f"a: {text}\n", a=Shape("map", items=Shape("record")))
    assert messages == []
    assert data(found) == {"a": {"A": {}, "B": {}}}


def test_one_name_may_stand_for_a_mapping_or_a_list() -> None:
    found, messages = checked(
        "a: A\nb: B\n", a=Shape("map", items=Shape("record")), b=Shape("list", items=TEXT)
    )
    assert messages == []
    assert data(found) == {"a": {"A": {}}, "b": ["B"]}


def test_other_values_for_a_mapping_or_a_list_are_reported() -> None:
    _, messages = checked(
        "a: [[A]]\nb: {c: d}\n", a=Shape("map", items=Shape("record")), b=Shape("list", items=TEXT)
    )
    assert messages == ["DCS022 1:4", "DCS022 2:4"]


def test_additions_to_nothing_are_the_whole_list() -> None:
    found, messages = checked("a: {add: [A, B]}\n", a=Shape("list", items=TEXT))
    assert messages == []
    assert data(found) == {"a": ["A", "B"]}


def test_a_name_twice_in_a_list_of_names_is_reported() -> None:
    _, messages = checked("a: [A, B, A]\n", a=Shape("map", items=Shape("record")))
    assert messages == ["DCS023 1:11"]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (TEXT, "[A, B, A]"),
        (TERMS, "[acceptor, initiator, acceptor]"),
        (Shape("transfer-syntax"), "[RLELossless, JPEGLossless, 1.2.840.10008.1.2.5]"),
        (SYSTEM, "[A, B, {name: A}]"),
    ],
)
def test_an_item_that_stands_twice_is_kept_once(items: Shape, text: str) -> None:
    found, messages = checked(f"a: {text}\n", a=Shape("list", items=items))
    assert [message.split()[0] for message in messages] == ["DCS026"]
    kept = found.get("a")
    assert isinstance(kept, Sequence)
    assert len(kept) == 2


def test_a_sop_class_in_two_spellings_is_one() -> None:
    found, messages = checked(
        "a:\n  CTImageStorage: {}\n  MRImageStorage: {}\n  CT image storage: {}\n", a=SOP_CLASSES
    )
    assert messages == ["DCS067 4:3"]
    assert list(found.get("a").entries) == ["CTImageStorage", "MRImageStorage"]  # type: ignore[union-attr]


def test_a_template_in_two_spellings_is_one() -> None:
    shape = Shape("map", key_kind="tid", items=Shape("record"))
    _, messages = checked("a: [5200, TID 5200]\n", a=shape)
    assert messages == ["DCS067 1:11"]


def test_a_private_sop_class_is_spelled_out_by_name_and_uid() -> None:
    found, messages = checked(
        "a: {Ours: {uid: 1.2.3}, 1.2.4: {name: Yours}, C: {uid: 1.2.840.10008.5.1.4.1.1.2}}\n",
        a=SOP_CLASSES,
    )
    ours = found.get("a").entries["Ours"].key.value  # type: ignore[union-attr]
    assert ours == Uid("1.2.3", "Ours", is_known=False)
    # A UID that the dictionary knows is no reason to take any name for it.
    assert messages == ["DCS040 1:47"]


def test_all_that_is_wrong_is_reported_at_once() -> None:
    _, messages = checked(
        "a: maybe\nb: [x, y]\nc: d\ne: {f: {name: [g]}}\n",
        a=YES_NO,
        b=Shape("list", items=TERMS),
        e=Shape("map", items=SYSTEM),
    )
    assert messages == ["DCS024 1:4", "DCS024 2:5", "DCS024 2:8", "DCS020 3:1", "DCS022 4:15"]


def test_messages_name_the_path_of_the_value() -> None:
    diagnostics = Diagnostics()
    root = read_text("a: {b: {name: {}}}\nc: [Y, maybe]\n", "p.yaml", diagnostics)
    assert root is not None
    shape = Shape("record", "", {"a": Shape("map", items=SYSTEM), "c": Shape("list", items=YES_NO)})
    check(root, shape, diagnostics)
    assert [found.path for found in diagnostics] == ["a.b.name", "c[1]"]


def test_a_converted_value_keeps_its_text_and_place() -> None:
    found, _ = checked("a: yes\n", a=YES_NO)
    value = find(found, "a")
    assert isinstance(value, Scalar)
    assert (value.text, value.value, value.position.column) == ("yes", "Y", 4)
