from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.dicom.nearest import KnownWords

WORDS = ["PatientID", "PatientName", "Patient ID", "StudyDate", "Date"]


def test_the_nearest_word_is_suggested_as_it_is_written() -> None:
    known = KnownWords(WORDS)

    assert known.suggest("patentid") == " Did you mean 'PatientID'?"
    assert known.suggest("Studydat") == " Did you mean 'StudyDate'?"


def test_nothing_is_suggested_for_a_word_like_no_other() -> None:
    assert KnownWords(WORDS).suggest("xyz") == ""
    assert KnownWords([]).suggest("PatientID") == ""


@given(st.sampled_from(WORDS), st.integers(0, 20))
def test_a_word_with_one_letter_less_suggests_something(word: str, place: int) -> None:
    place %= len(word)

    assert KnownWords(WORDS).suggest(word[:place] + word[place + 1 :])


def test_the_nearest_of_very_many_words_is_found() -> None:
    known = KnownWords([f"Word{number:05}" for number in range(20_000)] + ["Wrodbook"])

    assert known.suggest("Wordbook") == " Did you mean 'Wrodbook'?"


@given(st.text())
def test_no_text_is_too_odd_to_compare(text: str) -> None:
    assert isinstance(KnownWords(WORDS).suggest(text), str)
