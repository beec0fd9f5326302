"""Widths of words and where lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.render.diagram.words import clean_text, set_words, text_width
from tests.render.diagram.diagrams import WORDS, letters

SIZE = 10.0


def lines(text: str, limit: float) -> tuple[str, ...]:
    return set_words(text, "arrow", SIZE, limit).lines


@given(WORDS, st.floats(20, 200))
def test_lines_are_within_the_limit_unless_a_single_character_is_wider(
    text: str, limit: float
) -> None:
    for line in lines(text, limit):
        visible = [each for each in line if text_width(each, SIZE) > 0]
        assert text_width(line, SIZE) <= limit or len(visible) == 1


@given(WORDS, st.floats(20, 200))
def test_breaking_lines_changes_no_letters(text: str, limit: float) -> None:
    assert letters("".join(lines(text, limit))) == letters(clean_text(text))


def test_lines_break_between_the_items_of_a_list_first() -> None:
    text = "Storage, Storage Commitment, Print"
    assert lines(text, text_width("Storage Commitment,", SIZE)) == (
        "Storage,",
        "Storage Commitment,",
        "Print",
    )


def test_an_item_that_is_too_long_begins_a_line_of_its_own() -> None:
    text = "Print, Modality Performed Procedure Step"
    found = lines(text, text_width("Modality Performed", SIZE))
    assert found == ("Print,", "Modality", "Performed", "Procedure Step") or found == (
        "Print,",
        "Modality Performed",
        "Procedure Step",
    )


def test_lines_are_about_equally_long() -> None:
    found = lines(
        "one two three four five six seven", text_width("one two three four five six", SIZE)
    )
    assert found == ("one two three", "four five six seven")


def test_long_words_break_after_a_slash_or_an_underline() -> None:
    assert lines("Query/Retrieve", text_width("Retrieve-", SIZE)) == ("Query/", "Retrieve")
    assert lines("STORE_SCP", text_width("STORE__", SIZE)) == ("STORE_", "SCP")


def test_words_without_a_place_to_break_break_anywhere() -> None:
    assert len(lines("a" * 40, 10 * text_width("a", SIZE) + 0.1)) == 4


def test_ideographs_break_anywhere_but_before_closing_marks() -> None:
    found = lines("放射線科。情報", 4 * text_width("放", SIZE) + 0.1)
    assert len(found) > 1
    assert not any(line.startswith("。") for line in found)


def test_a_mark_is_not_torn_from_its_letter() -> None:
    text = "e\u0301" * 10
    assert all(line.startswith("e") for line in lines(text, 25))


def test_line_breaks_in_the_text_are_kept() -> None:
    assert lines("a\nb", 100) == ("a", "b")


@pytest.mark.parametrize("text", ["", " ", "\n", "\t \n"])
def test_blank_text_has_no_lines_and_no_size(text: str) -> None:
    words = set_words(text, "box", SIZE, 100)
    assert (words.lines, words.width, words.height) == ((), 0, 0)


def test_wide_characters_are_as_wide_as_high() -> None:
    assert text_width("日本", SIZE) == pytest.approx(2 * text_width("Ａ", SIZE))
    assert text_width("日", SIZE) > 1.5 * text_width("a", SIZE)
    assert text_width("i", SIZE) < text_width("a", SIZE) < text_width("M", SIZE)
    assert text_width("\u0301", SIZE) == 0


def test_headings_are_wider_since_they_are_bold() -> None:
    heading = set_words("Remote systems", "heading", SIZE, 200)
    assert heading.width > set_words("Remote systems", "box", SIZE, 200).width


def test_baselines_are_within_the_lines() -> None:
    words = set_words("a\nb\nc", "box", SIZE, 100).at(50, 200)
    top = 200 - words.height / 2
    step = words.height / 3
    for index, baseline in enumerate(words.baselines):
        assert top + index * step < baseline < top + (index + 1) * step


def test_what_no_file_can_hold_is_replaced() -> None:
    assert clean_text(" a\t b\x00\x1b\ud800\uffff \r\n c ") == "a b\ufffd\ufffd\ufffd\ufffd\nc"
