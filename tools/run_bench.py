"""Run the benchmarks in the project's own environment."""

from __future__ import annotations

import sys

import environment
from commands import ROOT, run


def main(arguments: list[str]) -> int:
    """Return the exit status of the benchmarks."""
    programs, _ = environment.set_up("site")
    return run([programs / "python", ROOT / "benchmarks" / "bench.py", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
