"""TikZ that LaTeX accepts, whatever the words are."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.render.diagram import lay_out, write_tikz
from sphinx_dcs.render.diagram.tikz import escape_tex
from sphinx_dcs.statement.model import Arrow, Box, Diagram
from tests.render.diagram.diagrams import AWKWARD, data_flow, for_any_diagram, letters, overview

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    r"\textbackslash": "\\",
    r"\textasciicircum": "^",
    r"\textasciitilde": "~",
    r"\textasciigrave": "`",
    r"\textquotedbl": '"',
    r"\textquotesingle": "'",
    r"\textless": "<",
    r"\textgreater": ">",
    r"\textbar": "|",
}
TOKEN = re.compile(r"(\\[a-z]+)\{\}|\\([{}$%&#_])|\{\}|([^\\{}$%&#_^~])", re.DOTALL)


def printed(tex: str) -> str:
    """Return what LaTeX prints; fails on whatever is special to it and not escaped."""
    found, place = [], 0
    while place < len(tex):
        token = TOKEN.match(tex, place)
        assert token, f"special: {tex[place : place + 10]!r}"
        found.append(COMMANDS[token[1]] if token[1] else token[2] or token[3] or "")
        place = token.end()
    return "".join(found)


@given(st.text() | st.sampled_from(AWKWARD))
def test_escaping_loses_nothing_and_leaves_nothing_special(text: str) -> None:
    assert printed(escape_tex(text)) == text


@for_any_diagram
def test_all_words_survive(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    nodes = re.findall(r"^\\node.*? at \([\d.,-]+\) \{(.*)\};$", write_tikz(drawing), re.MULTILINE)
    expected = [line for words in drawing.words() for line in words.lines]
    assert list(map(printed, nodes)) == expected


@for_any_diagram
def test_every_arrow_has_a_head_at_its_target_and_one_more_if_it_goes_both_ways(
    diagram: Diagram,
) -> None:
    tikz = write_tikz(lay_out(diagram))
    both = sum(arrow.both_ways for arrow in diagram.arrows)
    ends = re.findall(r"^\\path\[dcs arrow, (<?)-(>?)\]", tikz, re.MULTILINE)
    assert sum(end == ">" for _, end in ends) == len(diagram.arrows)
    assert sum(start == "<" for start, _ in ends) == both


def test_writing_twice_gives_the_same() -> None:
    assert len({write_tikz(lay_out(data_flow(7))) for _ in range(3)}) == 1


# --- with LaTeX -------------------------------------------------------------------------------

AWKWARD_WORDS = tuple(text for text in AWKWARD if text.strip() and "\x00" not in text)
AWKWARD_DIAGRAM = Diagram(
    (("a", "# & %"), ("b", "{ } \\")),
    (*(Box(text, text, "a") for text in AWKWARD_WORDS), Box("entity", "A_B", "b", "circle")),
    tuple(Arrow(text, "entity", text) for text in AWKWARD_WORDS),
)

DOCUMENT = r"""\documentclass[a4paper]{article}
\usepackage[hmargin=1in,vmargin=1in]{geometry}
\usepackage{fontspec}
\setmainfont{FONT}
\usepackage{tikz}
\usetikzlibrary{arrows.meta}
\begin{document}
\noindent PICTURE
\clearpage
\end{document}
"""


def compiled(folder: Path, diagram: Diagram, font: str = "FreeSans") -> tuple[str, str]:
    """Return the words of a PDF and the log of the LaTeX run."""
    document = DOCUMENT.replace("FONT", font).replace("PICTURE", write_tikz(lay_out(diagram)))
    (folder / "page.tex").write_text(document, encoding="utf-8")
    arguments = ["xelatex", "-halt-on-error", "-interaction=nonstopmode", "page.tex"]
    ran = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
    log = (folder / "page.log").read_text(encoding="utf-8", errors="replace")
    assert ran.returncode == 0, log[-2000:]
    words = subprocess.run(
        ["pdftotext", "-raw", "page.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return words.stdout.decode(), log


def as_read(text: str) -> str:
    """Return letters as a reader of the PDF sees them: fonts have one glyph for some."""
    return normalize("NFC", letters(text)).replace("\u2011", "-")


@pytest.mark.pdf
@pytest.mark.parametrize("diagram", [overview(3), overview(12), data_flow(3), data_flow(12)])
def test_figures_compile_and_fit_on_one_page(tmp_path: Path, diagram: Diagram) -> None:
    words, log = compiled(tmp_path, diagram)
    assert words.count("\f") == 1
    assert "Overfull" not in log
    expected = [line for each in lay_out(diagram).words() for line in each.lines]
    assert not [line for line in expected if as_read(line) not in as_read(words)]


@pytest.mark.pdf
def test_a_drawing_that_is_too_wide_or_too_high_is_made_smaller(tmp_path: Path) -> None:
    boxes = tuple(Box(f"{x} {y}", f"Box {x} {y}", str(x)) for x in range(9) for y in range(30))
    words, log = compiled(tmp_path, Diagram((), boxes, ()))
    assert words.count("\f") == 1
    assert "Overfull" not in log
    assert letters(words).count("Box") == 270


@pytest.mark.pdf
@pytest.mark.parametrize("font", ["FreeSans", "Noto Sans CJK JP"])
def test_awkward_words_are_printed_as_they_are(tmp_path: Path, font: str) -> None:
    words, _ = compiled(tmp_path, AWKWARD_DIAGRAM, font)
    for text in AWKWARD_WORDS:
        if font != "FreeSans" or not re.search("[\u3000-\u9fff]", text):
            assert as_read(text) in as_read(words)
