"""Build the manual; a warning is an error."""

from __future__ import annotations

import sys

import environment
from commands import ROOT, run, say

DOCS = ROOT / "docs"


def main() -> int:
    """Return the exit status of ``sphinx-build``."""
    programs, _ = environment.set_up("site")
    pages = DOCS / "_build" / "html"
    status = run([programs / "sphinx-build", "-qnW", "--keep-going", DOCS, pages])
    if not status:
        say(f"Manual: {pages / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
