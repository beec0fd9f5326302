"""Build the example site: set up what it needs, then HTML and PDF."""

from __future__ import annotations

import sys

import debian
import environment
from commands import ROOT, run, run_logged, say

SITE = ROOT / "example-site"


def main() -> int:
    """Return 0 if both the HTML and the PDF were built."""
    programs, has_tex = environment.set_up("site", packages=debian.PDF)
    sphinx_build = f"SPHINXBUILD={programs / 'sphinx-build'}"
    make = ["make", "--no-print-directory", "-C", str(SITE), sphinx_build]
    is_html_built = not run([*make, "html", "SPHINXOPTS=--quiet"])
    is_pdf_built = has_tex and run_logged([*make, "latexpdf", "SPHINXOPTS=--quiet"], "latexpdf")
    if is_html_built:
        say(f"HTML: {SITE / '_build' / 'html' / 'index.html'}")
    if is_pdf_built:
        for pdf in sorted((SITE / "_build" / "latex").glob("*.pdf")):
            say(f"PDF:  {pdf}")
    else:
        say("The PDF was not built.")
    return 0 if is_html_built and is_pdf_built else 1


if __name__ == "__main__":
    sys.exit(main())
