"""Placeholders in the template's wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.statement.model import Reference, Target, TargetKind, plain_text
from sphinx_dcs.statement.text import Wording, fill_text


def target(kind: TargetKind, slug: str) -> Target:
    return Target(kind, slug, f"{kind.title()} 1-{len(slug)}", "", "")


NAMES = {"product": "P", "ae": "{ae}", "ae-key": ""}


def test_names_and_references_are_filled_in() -> None:
    found = Wording(target).fill("{product}: see {table:ab}, {section:c-d.}", NAMES)
    assert found == (
        "P: see ",
        Reference("table", "ab", "Table 1-2"),
        ", ",
        Reference("section", "c-d.", "Section 1-4"),
    )


def test_what_a_name_stands_for_is_not_filled_again() -> None:
    assert Wording(target).fill("{ae} of {product}", NAMES) == ("{ae} of P",)
    assert fill_text("{ae} of {product}", NAMES) == "{ae} of P"


@pytest.mark.parametrize("fill", [fill_text, Wording(target).fill])
def test_an_unknown_name_is_a_mistake_of_the_template(fill: object) -> None:
    with pytest.raises(KeyError):
        fill("{prodcut}", NAMES)  # type: ignore[operator]


@given(st.text())
def test_braces_that_are_doubled_are_text(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert fill_text(doubled, {}) == text
    assert plain_text(Wording(target).fill(doubled, {})) == text


PARTS = st.lists(st.tuples(st.text("ab .;\u2019"), st.sampled_from(["product", "ae", "ae-key"])))


@given(PARTS)
def test_the_words_around_placeholders_are_kept(parts: list[tuple[str, str]]) -> None:
    wording = "".join(f"{words}{{{name}}}" for words, name in parts)
    expected = "".join(words + NAMES[name] for words, name in parts)
    assert fill_text(wording, NAMES) == expected
    assert plain_text(Wording(target).fill(wording, NAMES)) == expected
