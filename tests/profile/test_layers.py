from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.diagnostics import Position
from sphinx_dcs.profile.layers import appending, merge, merge_mappings
from sphinx_dcs.profile.shape import Shape
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence
from tests.profile.values_as_data import Data, data_of, mapping_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.profile.layers import Path


def merged(*layers: Data) -> Data:
    return data_of(reduce(merge, [value_of(layer) for layer in layers]))


# --- by example -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        ({"a": "1", "b": "2"}, {"b": "3", "c": "4"}, {"a": "1", "b": "3", "c": "4"}),
        (
            {"a": {"b": {"c": "1", "d": "2"}}},
            {"a": {"b": {"c": "3"}}},
            {"a": {"b": {"c": "3", "d": "2"}}},
        ),
        ({"a": ["1", "2"]}, {"a": ["3"]}, {"a": ["3"]}),
        ({"a": ["1", "2"]}, {"a": []}, {"a": []}),
        ({"a": ["1"]}, {"a": {"b": "2"}}, {"a": {"b": "2"}}),
        ({"a": {"b": "2"}}, {"a": "1"}, {"a": "1"}),
        ({"a": "1"}, {"a": ["2"]}, {"a": ["2"]}),
    ],
)
def test_mappings_merge_and_everything_else_is_replaced(
    base: Data, over: Data, result: Data
) -> None:
    assert merged(base, over) == result


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        (["1"], {"add": ["2", "3"]}, ["1", "2", "3"]),
        (["1"], {"add": "2"}, ["1", "2"]),
        (["1"], {"add": {"b": "c"}}, ["1", {"b": "c"}]),
        (["1"], {"add": []}, ["1"]),
        (["1"], {"add": None}, ["1"]),
        ([], {"add": ["2"]}, ["2"]),
        (["1"], {"add": ["2"], "b": "3"}, {"add": ["2"], "b": "3"}),
        ("1", {"add": ["2"]}, {"add": ["2"]}),
        (None, {"add": ["2"]}, {"add": ["2"]}),
    ],
)
def test_add_alone_appends_to_a_list(base: Data, over: Data, result: Data) -> None:
    assert merged({"a": base}, {"a": over}) == {"a": result}


def test_additions_add_up() -> None:
    one: Data = {"codes": {"A700": "x", "add": ["1"]}}
    two: Data = {"codes": {"add": ["2"]}}
    three: Data = {"codes": {"add": ["3"], "A800": "y"}}

    assert merged(one, two, three) == {"codes": {"A700": "x", "add": ["1", "2", "3"], "A800": "y"}}


def test_an_addition_that_is_null_removes_those_before() -> None:
    assert merged({"a": {"add": ["1"], "b": "2"}}, {"a": {"add": None}}) == {
        "a": {"add": None, "b": "2"}
    }


@pytest.mark.parametrize("inherited", ["text", ["item"], {"key": "text"}, None])
def test_null_replaces_what_is_inherited_and_stays(inherited: Data) -> None:
    assert merged({"a": inherited}, {"a": None}) == {"a": None}


def test_null_stays_where_nothing_is_inherited() -> None:
    assert merged({}, {"A700": None}) == {"A700": None}
    assert merged({"A700": None}, {}) == {"A700": None}


def test_what_follows_null_starts_anew() -> None:
    assert merged({"a": {"b": "1"}}, {"a": None}, {"a": {"c": "2"}}) == {"a": {"c": "2"}}


def test_keys_keep_the_order_of_the_base() -> None:
    result = merged({"b": "1", "a": "1"}, {"c": "2", "a": "2", "0": "2"})

    assert isinstance(result, dict)
    assert list(result) == ["b", "a", "c", "0"]


def test_positions_are_those_of_whoever_spoke_last() -> None:
    below, above = Position("base.yaml", 1), Position("top.yaml", 9)

    def single(key: str, value: str, at: Position) -> Mapping:
        return Mapping({key: Entry(Scalar(key, at), Scalar(value, at))}, at)

    both = merge_mappings(single("a", "1", below), single("a", "2", above))
    either = merge_mappings(single("a", "1", below), single("b", "2", above))

    assert (both.position, both.entries["a"].key.position) == (above, above)
    assert both.entries["a"].value.position == above
    assert [entry.value.position for entry in either] == [below, above]


# --- lists that append by themselves ----------------------------------------------------------

SHAPE = Shape(
    "record",
    keys={
        "revisions": Shape("list", appends=True),
        "options": Shape("list"),
        "entities": Shape("map", items=Shape("record", keys={"log": Shape("list", appends=True)})),
        "text": Shape("text"),
    },
)


@pytest.mark.parametrize(
    ("path", "result"),
    [
        (("revisions",), True),
        (("options",), False),
        (("entities",), False),
        (("entities", "any name", "log"), True),
        (("entities", "any name", "other"), False),
        (("other", "path"), False),
        (("text", "path"), False),
        ((), False),
    ],
)
def test_the_shape_of_the_profile_says_which_lists_append(path: Path, result: bool) -> None:
    assert appending(SHAPE)(path) is result


def test_lists_that_append_keep_what_they_inherit() -> None:
    base: Data = {"revisions": ["1"], "options": ["1"], "entities": {"X": {"log": ["1"]}}}
    over: Data = {"revisions": ["2"], "options": ["2"], "entities": {"X": {"log": ["2"]}}}
    result = merge(value_of(base), value_of(over), appending(SHAPE))

    assert data_of(result) == {
        "revisions": ["1", "2"],
        "options": ["2"],
        "entities": {"X": {"log": ["1", "2"]}},
    }


def test_lists_that_append_can_be_removed() -> None:
    result = merge(value_of({"revisions": ["1"]}), value_of({"revisions": None}), appending(SHAPE))

    assert data_of(result) == {"revisions": None}


# --- whatever the layers are ------------------------------------------------------------------

WORDS = st.sampled_from(["a", "b", "c", "add", "d"])
ANYTHING = st.recursive(
    st.none() | st.sampled_from(["1", "2", "3"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
LAYERS = st.dictionaries(WORDS, ANYTHING, max_size=4)
TEXTS = st.lists(st.sampled_from(["1", "2", "3"]), max_size=3)


def uniform(depth: int) -> st.SearchStrategy[dict[str, Data]]:
    """Layers in which the same key always holds the same type, as in sensible profiles."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "scalar": st.none() | st.sampled_from(["1", "2"]),
        "list": TEXTS | st.fixed_dictionaries({"add": TEXTS}),
        "add": TEXTS,
    }
    if depth:
        kinds["mapping"] = uniform(depth - 1)
        kinds["other"] = uniform(depth - 1)
    return st.fixed_dictionaries({}, optional=kinds)


def leaves(data: Data, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Yield what no merging looks into: scalars, lists, empty mappings."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, data


def at(data: Data, path: Path) -> Data:
    for key in path:
        assert isinstance(data, dict), f"{path} is lost"
        data = data[key]
    return data


@given(LAYERS)
def test_an_empty_layer_changes_nothing(layer: dict[str, Data]) -> None:
    assert merged(layer, {}) == layer
    assert merged({}, layer) == layer


@given(LAYERS, LAYERS)
def test_no_key_is_lost(base: dict[str, Data], over: dict[str, Data]) -> None:
    result = merged(base, over)

    assert isinstance(result, dict)
    assert result.keys() == base.keys() | over.keys()


@given(LAYERS, LAYERS)
def test_what_the_upper_layer_says_holds(base: dict[str, Data], over: dict[str, Data]) -> None:
    result = merge_mappings(mapping_of(base), mapping_of(over))

    for path, value in leaves(over):
        if "add" in path:
            continue
        found = at(data_of(result), path)
        assert found == value or (value == {} and isinstance(found, dict))


@given(LAYERS, LAYERS)
def test_what_the_upper_layer_does_not_touch_stays(
    base: dict[str, Data], over: dict[str, Data]
) -> None:
    result = merged(base, over)

    assert isinstance(result, dict)
    for key in base.keys() - over.keys():
        assert result[key] == base[key]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_addition_is_lost(additions: list[list[str]]) -> None:
    layers: list[Data] = [{"a": {"add": list(each)}} for each in additions]
    every: Data = [item for each in additions for item in each]

    assert merged(*layers) == {"a": {"add": every}}
    assert merged({"a": []}, *layers) == {"a": every}


@given(uniform(2), uniform(2), uniform(2))
def test_layers_of_one_structure_can_be_merged_in_any_grouping(
    one: dict[str, Data], two: dict[str, Data], three: dict[str, Data]
) -> None:
    first, second, third = (mapping_of(layer) for layer in (one, two, three))

    left = merge(merge(first, second), third)
    right = merge(first, merge(second, third))
    assert data_of(left) == data_of(right)


@given(LAYERS, LAYERS)
def test_merging_changes_neither_layer(base: dict[str, Data], over: dict[str, Data]) -> None:
    below, above = value_of(base), value_of(over)
    merge(below, above)

    assert (data_of(below), data_of(above)) == (base, over)


def test_a_list_is_a_list_of_its_own() -> None:
    base = value_of({"a": ["1"]})
    result = merge(base, value_of({"a": {"add": ["2"]}}))

    assert isinstance(result, Mapping)
    assert isinstance(result.get("a"), Sequence)
    assert data_of(base) == {"a": ["1"]}
