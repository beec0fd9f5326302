"""Says in plain words what a YAML parser stumbled over, and where.

A parser names its own state ("did not find expected key"), not the mistake.
The two parsers of PyYAML differ in words; what is looked for stands in both.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from sphinx_dcs.profile.lines import Lines


class Problem(NamedTuple):
    """What is wrong with a text.

    Attributes
    ----------
    words : str
        What is wrong.
    line, column : int
        Where; both count from 1.
    """

    words: str
    line: int = 1
    column: int = 1


class _Mistake(NamedTuple):
    sign: str
    words: str
    is_at_start: bool = False


_TAB = "a tab stands where blanks must"
_ESCAPE = "a backslash in double quotes begins an escape; single quotes have none"
_INDENTATION = "the indentation differs from the lines before, or a text needs quotes"
_NO_BEGINNING = "a text that begins with {character!r} needs quotes"
_UNCLOSED = "the quote that opens here is not closed"

_MISTAKES = (
    _Mistake("tab character", _TAB),
    _Mistake("cannot start any token", _NO_BEGINNING),
    _Mistake("',' or ']'", "a ',' or ']' is missing in the list that begins in line {line}"),
    _Mistake("',' or '}'", "a ',' or '}}' is missing in the mapping that begins in line {line}"),
    _Mistake("find expected ':'", "a ':' is missing behind the key that begins here", True),
    _Mistake("mapping values are not allowed", "a text that holds ': ' needs quotes"),
    _Mistake("unexpected end of stream", _UNCLOSED, True),
    _Mistake("unexpected document", _UNCLOSED, True),
    _Mistake("parsing a block mapping", _INDENTATION),
    _Mistake("parsing a block collection", "this is no item of the list in line {line}"),
    _Mistake("another document", "a second document begins here"),
    _Mistake("undefined alias", "no anchor stands before this alias"),
    _Mistake("duplicate anchor", "the anchor stands in line {line} already"),
    _Mistake("scanning an alias", _NO_BEGINNING, True),
    _Mistake("scanning an anchor", _NO_BEGINNING, True),
    _Mistake("scanning a tag", _NO_BEGINNING, True),
    _Mistake("parsing a tag", _NO_BEGINNING, True),
    _Mistake("undefined tag handle", _NO_BEGINNING, True),
    _Mistake("mapping keys are not allowed", _NO_BEGINNING),
    _Mistake("escape", _ESCAPE),
    _Mistake("hexdecimal", _ESCAPE),
    _Mistake("sequence entries are not allowed", "a list begins on a line of its own"),
    _Mistake("scanning a block scalar", "the text behind '|' or '>' begins on a new line", True),
    _Mistake("node content", "a value is missing here"),
    _Mistake("<document start>", "the document has ended before this"),
)

_NOT_PRINTABLE = re.compile(
    r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # YAML 1.1, section 5.1
)


def explain(error: Exception, text: str) -> Problem:
    """Return what is wrong with a text that is not YAML.

    Parameters
    ----------
    error : Exception
        What the parser raised.
    text : str
        What it parsed.
    """
    lines = Lines(text)
    if isinstance(error, yaml.MarkedYAMLError):
        return _explain_marked(error, text, lines)
    found = _NOT_PRINTABLE.search(text)
    if found:
        words = f"the character U+{ord(found[0]):04X} is not allowed"
        return Problem(words, *lines.place(found.start()))
    return Problem(str(error).partition("\n")[0])


def _explain_marked(error: yaml.MarkedYAMLError, text: str, lines: Lines) -> Problem:
    said = ", ".join(part for part in (error.context, error.problem) if part)
    start = error.context_mark or error.problem_mark
    end = error.problem_mark or error.context_mark
    if start is None or end is None:
        return Problem(said)
    mistake = next((each for each in _MISTAKES if each.sign in said), _Mistake("", "{said}"))
    index = start.index if mistake.is_at_start else end.index
    character = text[index : index + 1]
    words = _TAB if character == "\t" else mistake.words
    line, _column = lines.place(start.index)
    return Problem(words.format(character=character, line=line, said=said), *lines.place(index))
