from __future__ import annotations

import pytest
import yaml

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.profile import yaml_nodes
from sphinx_dcs.profile.reading import read_text
from sphinx_dcs.profile.yaml_errors import explain

NEEDS_QUOTES = "a text that begins with {!r} needs quotes"
INDENTATION = "the indentation differs from the lines before, or a text needs quotes"
UNCLOSED = "the quote that opens here is not closed"
ESCAPE = "a backslash in double quotes begins an escape; single quotes have none"

MISTAKES = {
    "a:\n\tb: 1\n": ("2:1", "a tab stands where blanks must"),
    "a:\n  b: 1\n\tc: 2\n": ("3:1", "a tab stands where blanks must"),
    "a: @x\n": ("1:4", NEEDS_QUOTES.format("@")),
    "a: `x`\n": ("1:4", NEEDS_QUOTES.format("`")),
    "a: %x\n": ("1:4", NEEDS_QUOTES.format("%")),
    "é: *\n": ("1:4", NEEDS_QUOTES.format("*")),
    "a: **bold** text\n": ("1:4", NEEDS_QUOTES.format("*")),
    "a: & b\n": ("1:4", NEEDS_QUOTES.format("&")),
    "a: !é x\n": ("1:4", NEEDS_QUOTES.format("!")),
    "a: !x!y 1\n": ("1:4", NEEDS_QUOTES.format("!")),
    "a: ? b\n": ("1:4", NEEDS_QUOTES.format("?")),
    "a: [1, 2\nb: 3\n": ("2:2", "a ',' or ']' is missing in the list that begins in line 1"),
    "a: {b: 1\nc: 2\n": ("2:2", "a ',' or '}' is missing in the mapping that begins in line 1"),
    "a: b: c\n": ("1:5", "a text that holds ': ' needs quotes"),
    "a: 1\nb\nc: 2\n": ("2:1", "a ':' is missing behind the key that begins here"),
    'a: 1\r\nb: "x\r\nc: 1\r\n': ("2:4", UNCLOSED),
    'a: "x\n---\n"\n': ("1:4", UNCLOSED),
    "a: 'don't'\nb: 1\n": ("1:9", INDENTATION),
    "a:\n  b: 1\n c: 2\n": ("3:2", INDENTATION),
    "a: 1\n- b\n": ("2:1", INDENTATION),
    "- a\n- b\nb: 1\n": ("3:1", "this is no item of the list in line 1"),
    "a: 1\n---\nb: 2\n": ("2:1", "a second document begins here"),
    "a: *x\n": ("1:4", "no anchor stands before this alias"),
    "a: &x 1\nb: &x 2\n": ("2:4", "the anchor stands in line 1 already"),
    "a: - b\n": ("1:4", "a list begins on a line of its own"),
    "a: | text\n": ("1:4", "the text behind '|' or '>' begins on a new line"),
    "a: 1\nb: ]\n": ("2:4", "a value is missing here"),
    "a: 1\n... x\n": ("2:5", "the document has ended before this"),
    "a: 1\nb: é\x07\n": ("2:5", "the character U+0007 is not allowed"),
}


@pytest.fixture(params=["in C", "in Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    base = yaml.CSafeLoader if request.param == "in C" else yaml.SafeLoader
    monkeypatch.setattr(yaml_nodes, "_Loader", type("Loader", (yaml_nodes._Watch, base), {}))


def problem(text: str) -> tuple[str, str]:
    diagnostics = Diagnostics()
    assert read_text(text, "a.yaml", diagnostics) is None
    (found,) = diagnostics
    assert found.code == "DCS003"
    place = f"{found.position.line}:{found.position.column}"
    return place, found.message.removeprefix("This is not YAML: ")


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("text", MISTAKES)
def test_the_mistake_is_named_in_plain_words_at_its_place(text: str) -> None:
    assert problem(text) == MISTAKES[text]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("text", ['a: "\\q"\n', 'a: "C:\\Users"\n'])
def test_a_backslash_in_double_quotes_is_explained(text: str) -> None:
    assert problem(text)[1] == ESCAPE


@pytest.mark.usefixtures("_parser")
def test_what_has_no_plain_words_is_said_as_the_parser_says_it() -> None:
    place, words = problem("%YAML 3.0\n---\na: 1\n")

    assert place == "1:1"
    assert "incompatible YAML document" in words


def test_lines_are_those_of_an_editor() -> None:
    assert problem("# a\u2028# b\na: @x\n")[0] == "2:4"


def test_an_error_without_a_place_is_said_at_the_beginning() -> None:
    for error in (ValueError("odd\nand more"), yaml.MarkedYAMLError(problem="odd")):
        assert explain(error, "text") == ("odd", 1, 1)
