"""What tables share comes from shapes; rows come from the library."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_dcs.template.shapes import expand, expand_rows, fill

SHAPES: dict[str, Any] = {
    "status": {
        "caption": "{message} of {role-name}",
        "source": {"rows": "standard"},
        "lead": "the {x}",
    },
    "scu": {"shape": "status", "role": "scu", "role-name": "SCU"},
    "circle": {"shape": "circle-back", "caption": "Circle"},
    "circle-back": {"shape": "circle", "number": "1-1"},
}


def test_a_table_without_a_shape_stays_as_it_is() -> None:
    assert expand("a", {"caption": "As {is}"}, SHAPES) == {"caption": "As {is}"}


def test_a_table_has_what_its_shape_says() -> None:
    expanded = expand("a", {"shape": "scu", "message": "C-FIND"}, SHAPES)
    assert expanded["caption"] == "C-FIND of SCU"
    assert expanded["role"] == "scu"
    assert "shape" not in expanded


def test_the_table_wins_over_its_shape_and_the_nearer_shape_over_the_farther() -> None:
    shapes = SHAPES | {"near": {"shape": "status", "caption": "Near"}}
    assert expand("a", {"shape": "near"}, shapes)["caption"] == "Near"
    assert expand("a", {"shape": "near", "caption": "Own"}, shapes)["caption"] == "Own"


def test_the_shape_itself_is_not_changed() -> None:
    first = expand("a", {"shape": "scu", "message": "C-FIND"}, SHAPES)
    second = expand("b", {"shape": "scu", "message": "C-MOVE"}, SHAPES)
    assert (first["caption"], second["caption"]) == ("C-FIND of SCU", "C-MOVE of SCU")
    assert SHAPES["status"]["caption"] == "{message} of {role-name}"


def test_texts_of_the_table_itself_are_not_filled() -> None:
    expanded = expand("a", {"shape": "scu", "note": "{message}", "message": "C-FIND"}, SHAPES)
    assert expanded["note"] == "{message}"


def test_a_parameter_may_hold_a_parameter() -> None:
    expanded = expand("a", {"shape": "scu", "message": "{verb}-FIND", "verb": "C"}, SHAPES)
    assert expanded["caption"] == "C-FIND of SCU"


def test_a_name_that_is_no_parameter_is_left_for_later() -> None:
    assert expand("a", {"shape": "scu", "message": "C-FIND"}, SHAPES)["lead"] == "the {x}"


def test_a_shape_refers_to_the_table() -> None:
    shapes = {"any": {"blocks": [{"text": "{table} lists", "table": "{slug}"}]}}
    (block,) = expand("c-find", {"shape": "any"}, shapes)["blocks"]
    assert block == {"text": "{table:c-find} lists", "table": "c-find"}


def test_a_shape_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="missing"):
        expand("a", {"shape": "missing"}, SHAPES)


def test_shapes_in_a_circle_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="circle"):
        expand("a", {"shape": "circle"}, SHAPES)


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("{a} and {b-c}", "1 and 2"),
        ("{a}{a}", "11"),
        ("{table:a}", "{table:a}"),
        ("{{a}}", "{1}"),
        (["{a}", {"k": "{b-c}"}], ["1", {"k": "2"}]),
        ({"{a}": "{a}"}, {"{a}": "1"}),
        (7, 7),
        (None, None),
    ],
)
def test_every_text_is_filled(value: object, filled: object) -> None:
    assert fill(value, {"a": "1", "b-c": "2"}) == filled


def test_parameters_in_a_circle_end() -> None:
    assert fill("{a}", {"a": "{b}", "b": "{a}"}) in ("{a}", "{b}")


LIBRARY = {"ok": {"code": "0000"}, "bad": {"code": "0110"}, "worse": {"code": "0112"}}


def test_rows_are_looked_up() -> None:
    assert expand_rows(["ok"], LIBRARY, {}) == [{"id": "ok", "cells": {"code": "0000"}}]


def test_row_sets_are_replaced_by_their_rows_in_place() -> None:
    sets = {"all": ["ok", "failures"], "failures": ["bad", "worse"]}
    ids = [row["id"] for row in expand_rows(["failures", "ok"], LIBRARY, sets)]
    assert ids == ["bad", "worse", "ok"]
    assert [row["id"] for row in expand_rows(["all"], LIBRARY, sets)] == ["ok", "bad", "worse"]


def test_rows_spelled_out_stay_as_they_are() -> None:
    own = {"id": "own", "cells": {"code": "C123"}}
    assert expand_rows([own, "ok"], LIBRARY, {})[0] == own


def test_a_row_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="missing"):
        expand_rows(["missing"], LIBRARY, {})
