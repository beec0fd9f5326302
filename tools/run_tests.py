"""Run every test, after installing what the tests need.

What may not be installed makes its tests be skipped; pytest lists them with
the reason. With ``DCS_TEST_ALL=1`` a test that is skipped has failed.
"""

from __future__ import annotations

import sys

import debian
import environment
from commands import run


def main(arguments: list[str]) -> int:
    """Return the exit status of pytest."""
    packages = (*debian.PDF, *debian.PDF_TEXT, *debian.SERVERS)
    programs, _ = environment.set_up("test", packages=packages)
    return run([programs / "pytest", "-n", "auto", "--dist", "loadfile", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
