from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_dcs.diagnostics import Diagnostics, Position
from sphinx_dcs.profile import reading, yaml_nodes
from sphinx_dcs.profile.reading import read_file, read_text
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence, Value, find
from tests.profile.values_as_data import Data, data_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read(text: str) -> tuple[Mapping | None, list[str]]:
    """Read a text; return its content and what is wrong, as code, line and column."""
    diagnostics = Diagnostics()
    root = read_text(text, "a.yaml", diagnostics)
    return root, [f"{found.code} {found.position}" for found in diagnostics]


def content(text: str) -> Data:
    root, wrong = read(text)
    assert wrong == []
    assert root is not None
    return data_of(root)


def place(value: Value | None) -> tuple[int, int]:
    assert value is not None
    return value.position.line, value.position.column


# --- values -----------------------------------------------------------------------------------


def test_scalars_stay_the_text_they_are() -> None:
    text = "{no: NO, code: 0010, hex: 0xA700, date: 2026-11-23, time: 12:30:45, eq: =, f: 1e3}"

    assert content(text) == {
        "no": "NO",
        "code": "0010",
        "hex": "0xA700",
        "date": "2026-11-23",
        "time": "12:30:45",
        "eq": "=",
        "f": "1e3",
    }


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL", "!!null ''", "# nothing"])
def test_null_is_null(null: str) -> None:
    assert content(f"a: {null}\n") == {"a": None}


@pytest.mark.parametrize("text", ["''", '""', "'null'", '"~"', "!!str null"])
def test_quoted_or_tagged_text_is_no_null(text: str) -> None:
    root, wrong = read(f"a: {text}\n")
    value = find(root, "a")

    assert wrong == []
    assert isinstance(value, Scalar)
    assert not value.is_null


def test_block_scalars_keep_their_lines() -> None:
    assert content("a: |\n  one\n\n  two: three\nb: >-\n  one\n  two\n") == {
        "a": "one\n\ntwo: three\n",
        "b": "one two",
    }


def test_order_of_keys_is_kept() -> None:
    root, _wrong = read("b: 1\na: 2\nc: 3\n")

    assert root is not None
    assert list(root.entries) == ["b", "a", "c"]
    assert [entry.key.text for entry in root] == ["b", "a", "c"]


@pytest.mark.parametrize("tag", ["!!str", "!!int", "!!float", "!!bool", "!!timestamp"])
def test_tags_of_plain_scalars_mean_nothing(tag: str) -> None:
    assert content(f"a: {tag} 10\n") == {"a": "10"}


# --- positions --------------------------------------------------------------------------------

WORDS = st.text(alphabet="abcdeéλ漢01-_.NO", min_size=1, max_size=12)
SCALARS = st.one_of(st.none(), WORDS, st.text(alphabet="ab :#'\"é\n", max_size=20))
TREES = st.dictionaries(
    WORDS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=15,
    ),
    min_size=1,
    max_size=6,
)


def keys(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Mapping):
        for entry in value:
            yield entry.key
            yield from keys(entry.value)
    elif isinstance(value, Sequence):
        for item in value:
            yield from keys(item)


def rest_of_line(text: str, position: Position) -> str:
    lines = re.split("\r\n|\r|\n", text)
    return lines[position.line - 1][position.column - 1 :]


@settings(deadline=None)
@given(
    TREES,
    st.booleans() | st.none(),
    st.sampled_from([1, 2, 4]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "# note\n", "# a\u2028# b\n# c\x85# d\n"]),
)
def test_the_text_at_the_position_of_a_key_is_the_key(
    tree: dict[str, Data], flow: bool | None, indent: int, line_break: str, head: str
) -> None:
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_flow_style=flow, indent=indent, line_break=line_break
    )
    text = head.replace("\n", line_break) + text
    root, wrong = read(text)

    assert wrong == []
    assert root is not None
    assert data_of(root) == tree
    for key in keys(root):
        found = rest_of_line(text, key.position)
        assert found.startswith((key.text, f"'{key.text}'", f'"{key.text}"', "? "))


def test_positions_of_values_are_where_they_begin() -> None:
    root, _wrong = read(
        "# first\nkey: text\nlist:\n  - one\n  - [two, three]\nmap:\n  a: {b: c}\nnone:\n"
    )

    assert place(root) == (2, 1)
    assert place(find(root, "key")) == (2, 6)
    assert place(find(root, "list")) == (4, 3)
    items = find(root, "list")
    assert isinstance(items, Sequence)
    assert [place(item) for item in items] == [(4, 5), (5, 5)]
    assert place(find(root, "map")) == (7, 3)
    assert place(find(root, "map.a")) == (7, 6)
    assert place(find(root, "map.a.b")) == (7, 10)
    assert find(root, "key") == Scalar("text", Position("a.yaml", 2, 6), False, "text")


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfkey: text\n")
    root = read_file(path, "a.yaml", Diagnostics())

    assert place(root) == (1, 1)
    assert place(find(root, "key")) == (1, 6)


def test_an_alias_stands_where_its_anchor_is() -> None:
    root, wrong = read("a: &x {b: c}\nd: *x\n")

    assert wrong == []
    assert find(root, "d") == find(root, "a")
    assert place(find(root, "d.b")) == (1, 11)


# --- merge keys -------------------------------------------------------------------------------


def test_merge_keys_give_what_is_not_there() -> None:
    text = """
    x-one: &one {a: 1, b: 1}
    x-two: &two {b: 2, c: 2}
    single: {<<: *one, a: 0}
    several: {d: 3, <<: [*one, *two]}
    inline: {<<: {e: 5}}
    """

    assert content(text) == {
        "x-one": {"a": "1", "b": "1"},
        "x-two": {"b": "2", "c": "2"},
        "single": {"a": "0", "b": "1"},
        "several": {"d": "3", "a": "1", "b": "1", "c": "2"},
        "inline": {"e": "5"},
    }


def test_a_quoted_merge_key_is_a_key() -> None:
    assert content("'<<': {a: 1}\n") == {"<<": {"a": "1"}}


@pytest.mark.parametrize("value", ["text", "[{a: 1}, text]", ""])
def test_only_mappings_can_be_merged(value: str) -> None:
    assert read(f"a:\n  <<: {value}\n")[1][0].startswith("DCS022 a.yaml:2:")


# --- what is wrong with the content -----------------------------------------------------------


def test_a_key_that_stands_twice_is_reported_where_it_does() -> None:
    diagnostics = Diagnostics()
    root = read_text("a: 1\nb: 2\na: 3\na: 4\n", "a.yaml", diagnostics)

    assert root is not None
    assert data_of(root) == {"a": "1", "b": "2"}
    assert [(found.code, found.position.line) for found in diagnostics] == [
        ("DCS006", 3),
        ("DCS006", 4),
    ]
    assert all(found.message == "The key 'a' stands in line 1 already" for found in diagnostics)


@pytest.mark.parametrize("key", ["? [a, b]\n", "? {a: b}\n", "''", "?\n", "!ours x"])
def test_a_key_that_is_no_plain_text_is_reported_and_left_out(key: str) -> None:
    root, wrong = read(f"first: 1\n{key}: 2\nlast: 3\n")

    assert wrong
    assert wrong[0].startswith("DCS007 a.yaml:2:")
    assert root is not None
    assert data_of(root) == {"first": "1", "last": "3"}


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system",
        "!!python/name:os.system",
        "!!python/tuple",
        "!!binary",
        "!!set",
        "!ours",
        "!<tag:example.org,2026:x>",
    ],
)
def test_other_tags_are_reported_and_do_nothing(tag: str) -> None:
    root, wrong = read(f"a: 1\nb: {tag} [echo]\n")

    assert wrong == ["DCS008 a.yaml:2:4"]
    assert root is not None
    assert data_of(root) == {"a": "1", "b": ["echo"]}


def test_a_tag_on_the_top_is_reported() -> None:
    assert read("!ours\na: 1\n")[1] == ["DCS008 a.yaml:1:1"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "null\n", "---\n...\n"]
)
def test_an_empty_file_is_reported(text: str) -> None:
    assert read(text) == (None, ["DCS004 a.yaml:1:1"])


@pytest.mark.parametrize(
    ("text", "found"),
    [("- a\n", "a list"), ("\nword\n", "a single value"), ("''\n", "a single value")],
)
def test_a_file_that_is_no_mapping_is_reported(text: str, found: str) -> None:
    diagnostics = Diagnostics()

    assert read_text(text, "a.yaml", diagnostics) is None
    (only,) = diagnostics
    assert (only.code, only.message) == ("DCS005", f"The file holds {found}")
    assert only.position.line == 1 + text.startswith("\n")


def test_all_that_is_wrong_is_reported_at_once() -> None:
    _root, wrong = read("a: !x 1\na: 2\n? [b]\n: 3\n<<: 4\n")

    assert [each.split()[0] for each in wrong] == ["DCS008", "DCS006", "DCS007", "DCS022"]


# --- limits -----------------------------------------------------------------------------------

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
MERGED_LAUGHS = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{b: *a{n - 1}, c: *a{n - 1}, <<: *a{n - 1}}}\n" for n in range(1, 40)
)
DEEP = {
    "lists": "a: " + "[" * 200_000,
    "closed lists": "a: " + "[" * 200_000 + "]" * 200_000,
    "mappings": "{a: " * 200_000,
    "items": "- " * 200_000,
    "keys": "? " * 200_000,
    "lines": "\n".join(" " * level + "a:" for level in range(1000)),
    "hidden": "a: " + "['] ', " * 100_000,
}


@pytest.fixture(params=["in C", "in Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    base = yaml.CSafeLoader if request.param == "in C" else yaml.SafeLoader
    monkeypatch.setattr(yaml_nodes, "_Loader", type("Loader", (yaml_nodes._Watch, base), {}))


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_too_deep_is_reported(kind: str) -> None:
    root, wrong = read(DEEP[kind])

    assert root is None
    assert [each.split()[0] for each in wrong] == ["DCS009"]


@pytest.mark.usefixtures("_parser")
def test_what_is_nested_just_deep_enough_is_read() -> None:
    levels = yaml_nodes.DEPTH_LIMIT - 2
    text = "a: " + "[" * levels + "x" + "]" * levels

    assert read(text)[1] == []
    assert read(text.replace("x", "[x]"))[1] != []


@pytest.mark.parametrize("text", [LAUGHS, MERGED_LAUGHS])
def test_aliases_that_multiply_are_reported(text: str) -> None:
    root, wrong = read(text)

    assert root is None
    assert [each.split()[0] for each in wrong] == ["DCS009"]


def test_aliases_that_nest_too_deep_are_reported() -> None:
    chain = "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, yaml_nodes.DEPTH_LIMIT + 1))
    root, wrong = read("a0: &a0 [x]\n" + chain)

    assert root is None
    assert [each.split()[0] for each in wrong] == ["DCS009"]


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x {b: [c, {d: *x}]}\n", "a: &x {<<: *x}\n"])
def test_an_alias_of_itself_is_reported(text: str) -> None:
    root, wrong = read(text)

    assert root is not None
    assert wrong[0] == "DCS013 a.yaml:1:4"


def test_one_anchor_may_be_used_often() -> None:
    assert content("a: &x [1]\nb: [*x, *x, {c: *x}]\n") == {
        "a": ["1"],
        "b": [["1"], ["1"], {"c": ["1"]}],
    }


@pytest.mark.parametrize("text", ["- 1\n" * 30, "{}: 1\n" * 30, "a: [" + "x, " * 30 + "]"])
def test_very_many_values_are_reported(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "LIMIT", 10)
    root, wrong = read(text)

    assert root is None
    assert [each.split()[0] for each in wrong] == ["DCS009"]


def test_values_count_as_often_as_aliases_repeat_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 20)
    text = "a: &x [1, 2, 3, 4, 5, 6]\nb: [*x]\n"

    assert read(text)[1] == []
    assert read(text + "c: *x\n") == (None, ["DCS009 a.yaml:1:4"])


@pytest.mark.usefixtures("_parser")
def test_an_escape_beyond_unicode_is_not_yaml() -> None:
    root, wrong = read('a: "\\UFFFFFFFF"\n')

    assert root is None
    assert [each.split()[0] for each in wrong] == ["DCS003"]


@settings(deadline=None)
@given(st.text(alphabet="ab: -?#&*!|>'\"%@`{}[],~<\n\t\r\\é\u2028\x07", max_size=60))
def test_no_text_raises_or_is_lost_in_silence(text: str) -> None:
    root, wrong = read(text)

    assert root is not None or wrong


# --- files ------------------------------------------------------------------------------------


def wrong_with(path: Path) -> list[str]:
    diagnostics = Diagnostics()
    assert read_file(path, "a.yaml", diagnostics) is None
    return [f"{found.code} {found.position} {found.message}" for found in diagnostics]


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    (found,) = wrong_with(tmp_path / "a.yaml")

    assert found.startswith("DCS001 a.yaml:1:1 The file 'a.yaml' cannot be read: No such file")


def test_a_folder_is_reported(tmp_path: Path) -> None:
    (found,) = wrong_with(tmp_path)

    assert found == "DCS001 a.yaml:1:1 The file 'a.yaml' cannot be read: it is a folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = wrong_with(tmp_path / "pipe")

    assert found.endswith("it is no ordinary file")


def test_a_name_that_no_file_can_have_is_reported(tmp_path: Path) -> None:
    assert wrong_with(tmp_path / "a\0b")[0].startswith("DCS001 ")
    assert wrong_with(tmp_path / ("a" * 5000))[0].startswith("DCS001 ")


def test_an_unreadable_file_is_reported_where_it_is_named(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    named = Position("main.yaml", 3, 10)
    read_file(tmp_path / "part.yaml", "part.yaml", diagnostics, named)

    assert [found.position for found in diagnostics] == [named]


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        (b"a: \xff\n", "1:4", "0xff"),
        (b"\xef\xbb\xbfa: \xff\n", "1:4", "0xff"),
        ("a: 1\r\n\u00e9: x".encode() + b"\xe9", "2:5", "0xe9"),
        ("a: é\n".encode("utf-16"), "1:1", "0xff"),
        (b"a: 1\nb: \xe2\x82", "2:4", "0xe2"),
    ],
)
def test_what_is_not_utf_8_is_reported(
    tmp_path: Path, content: bytes, place: str, byte: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)

    assert wrong_with(path) == [f"DCS002 a.yaml:{place} The byte {byte} is not UTF-8"]


def test_a_huge_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT", 1024 * 1024)
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (1024 * 1024 + 1))

    assert wrong_with(path) == ["DCS009 a.yaml:1:1 There is more here than 1 MiB"]


@settings(deadline=None, max_examples=50)
@given(content=st.binary(max_size=40))
def test_no_file_raises_or_is_lost_in_silence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    diagnostics = Diagnostics()

    assert read_file(path, "a.yaml", diagnostics) is not None or len(diagnostics)
