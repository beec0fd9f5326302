"""Build the example site: set up what it needs, then HTML and PDF."""

from __future__ import annotations

import sys

import debian
import environment
from commands import ROOT, run, run_logged, say

SITE = ROOT / "example-site"
LATEX = SITE / "_build" / "latex"


def main() -> int:
    """Return 0 if both the HTML and the PDF were built."""
    programs, has_tex = environment.set_up("site", packages=debian.PDF)
    sphinx_build = f"SPHINXBUILD={programs / 'sphinx-build'}"
    make = ["make", "--no-print-directory", "-C", str(SITE), sphinx_build]
    is_html_built = not run([*make, "html", "SPHINXOPTS=--quiet"])
    is_pdf_built = has_tex and _build_pdf(make)
    if is_html_built:
        say(f"HTML: {SITE / '_build' / 'html' / 'index.html'}")
    if is_pdf_built:
        for pdf in sorted(LATEX.glob("*.pdf")):
            say(f"PDF:  {pdf}")
    else:
        say("The PDF was not built.")
    return 0 if is_html_built and is_pdf_built else 1


def _build_pdf(make: list[str]) -> bool:
    is_built = run_logged([*make, "latexpdf", "SPHINXOPTS=--quiet"], "latexpdf")
    if not is_built:
        # latexmk does not try again what it remembers to have failed, whatever was mended since.
        for memory in LATEX.glob("*.fdb_latexmk"):
            memory.unlink()
    return is_built


if __name__ == "__main__":
    sys.exit(main())
