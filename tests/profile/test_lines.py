from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.profile.lines import Lines, yaml_counts_otherwise


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_1(line_break: str) -> None:
    text = line_break.join(["ab", "", "cd"])
    lines = Lines(text)

    assert lines.place(0) == (1, 1)
    assert lines.place(text.index("b")) == (1, 2)
    assert lines.place(text.index("c")) == (3, 1)
    assert lines.place(len(text)) == (3, 3)


@given(st.text(alphabet="ab\n\r\u2028é"), st.integers(0, 30))
def test_the_place_of_a_character_leads_back_to_it(text: str, index: int) -> None:
    index = min(index, len(text))
    line, column = Lines(text).place(index)
    starts = [0]
    for place, letter in enumerate(text):
        if letter == "\n" or (letter == "\r" and text[place : place + 2] != "\r\n"):
            starts.append(place + 1)

    assert starts[line - 1] + column - 1 == index
    assert line == len(starts) or index < starts[line]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_some_characters_are_lines_to_yaml_alone(character: str) -> None:
    assert yaml_counts_otherwise(f"a{character}b")
    assert not yaml_counts_otherwise("a\nb\r\nc\rd é")
