"""The markup of cells: what it is, and that no word of any text gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.diagnostics import Diagnostics, Position
from sphinx_dcs.statement.markup import CellText
from sphinx_dcs.statement.model import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Target,
    plain_text,
)

HERE = Position("p.yaml", 3, 4)
TABLE = Target("table", "storage-sop-classes", "Table 1-1", "Storage SOP Classes", "storage")
TARGETS = {("table", "storage-sop-classes"): TABLE, ("table", "1-1"): TABLE}


def parsed(text: str) -> tuple[Inline, Diagnostics]:
    diagnostics = Diagnostics()
    return CellText(TARGETS, diagnostics).parse(text, HERE), diagnostics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("  plain  ", ("plain",)),
        ("a *b* c", ("a ", Emphasis(("b",)), " c")),
        ("**b**", (Strong(("b",)),)),
        ("*a **b***", (Emphasis(("a ", Strong(("b",)))),)),
        ("`a*b`", (Code("a*b"),)),
        ("a\nb", ("a", LineBreak(), "b")),
        ("[a *b*](https://example.org)", (Link("https://example.org", ("a ", Emphasis(("b",)))),)),
        (r"\*a\*", ("*a*",)),
        ("{dcs:table}`1-1`", (Reference("table", "storage-sop-classes", "Table 1-1"),)),
        ("{dcs:tag}`PatientID`", ("Patient ID (0010,0020)",)),
    ],
)
def test_markup_is_understood(text: str, expected: Inline) -> None:
    found, diagnostics = parsed(text)
    assert found == expected
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "<b>no HTML</b>",
        "&amp; is no entity",
        "[no](javascript:alert(1))",
        "a_b_c",
        "2 * 3 * 4",
        r"\write18{rm}",
        "| no | table |",
        "https://example.org",
        "[no][reference]",
        "{product}",
        "$no$ math",
    ],
)
def test_all_else_is_text(text: str) -> None:
    assert parsed(text)[0] == (text,)


@pytest.mark.parametrize(
    ("text", "code", "kept"),
    [
        ("{ref}`a`", "DCS080", "a"),
        ("{dcs:tabel}`1-1`", "DCS080", "1-1"),
        ("{dcs:table}`9-9`", "DCS065", "9-9"),
        ("{dcs:tag}`PatientsID`", "DCS045", "PatientsID"),
    ],
)
def test_a_role_that_leads_nowhere_is_reported_and_its_words_stay(
    text: str, code: str, kept: str
) -> None:
    inline, diagnostics = parsed(f"See {text}.")
    (found,) = diagnostics
    assert (found.code, found.position) == (code, HERE)
    assert plain_text(inline) == f"See {kept}."


@pytest.mark.parametrize("mark", ["*a ", "**a ", "_a "])
def test_endless_markup_is_text(mark: str) -> None:
    text = (mark * 3000 + mark[::-1].strip() * 3000).strip()
    assert plain_text(parsed(text)[0]).count("a") == text.count("a")


# Surrogates cannot come out of a file; a null is no character of YAML.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
WITHOUT_MARKUP = st.characters(exclude_categories=["Cs"], exclude_characters="\0*_`[\\\n\r{")


@given(st.text(WITHOUT_MARKUP))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    inline, diagnostics = parsed(text)
    assert plain_text(inline) == text.strip()
    assert list(diagnostics) == []


@given(st.text(CHARACTERS))
def test_no_text_raises(text: str) -> None:
    parsed(text)


@given(st.text("ab *_`\\\n[]!<>&#-+", max_size=60))
def test_every_letter_of_every_text_is_kept(text: str) -> None:
    words = plain_text(parsed(text)[0])
    assert [c for c in words if c.isalpha()] == [c for c in text if c.isalpha()]


@given(st.text("a *_`[](){}:\\\n", max_size=60))
def test_whatever_looks_like_links_and_roles_never_raises(text: str) -> None:
    parsed(text)
