"""Compare times within one run and print the ratios with their targets.

The ratios hold on any machine; the seconds do not. The builds of a round
follow each other, so that a busy moment of the machine meets all of them.
Two statements are built: the example's and one of 5,000 lines.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import csv_project
import dcs_project
import large_profile
import stages
import statements
import yaml
from builds import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLED_REFERENCES = 20
"""How many ``:numref:`` are really built; all of them would take minutes a build."""

PARTS = ("builds", "load", "stages")


def main() -> None:
    """Run the benchmarks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind (5)")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = chosen.parts or PARTS
    with tempfile.TemporaryDirectory(prefix="sphinx-dcs-bench-") as name:
        _run(parts, Path(name), chosen.rounds)


def _run(parts: Sequence[str], folder: Path, rounds: int) -> None:
    large = folder / "large.yaml"
    large.write_text(large_profile.text(), encoding="utf-8")
    for profile in (statements.PROFILE, large):
        workplace = _new(folder / profile.stem)
        print(f"--- {profile.name} ---")
        if "builds" in parts:
            _compare_builds(profile, workplace, rounds)
        if "stages" in parts:
            _print_stages(profile, workplace)
    if "load" in parts:
        _compare_loading(large, rounds)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _compare_builds(profile: Path, folder: Path, rounds: int) -> None:
    statement = statements.resolve(profile)
    ours = Project("sphinx-dcs", _new(folder / "sphinx-dcs"))
    dcs_project.write(statement, profile, ours.source)
    total = csv_project.count_references(statement, _new(folder / "counted"))
    every = max(1, total // SAMPLED_REFERENCES)
    plain = Project("csv-table", _new(folder / "csv"))
    sampled = Project("csv-table-numref", _new(folder / "csv-numref"))
    csv_project.write(statement, plain.source)
    numbered = csv_project.write(statement, sampled.source, every)
    rows = sum(len(table.rows) for table in statement.tables.values())
    print(f"{len(statement.tables)} tables, {rows} rows, {total} references; {rounds} rounds")

    projects = (ours, plain, sampled)
    full = [[project.build_all() for project in projects] for _ in range(rounds)]
    our_time, plain_time, sampled_time = (median(times) for times in zip(*full, strict=True))
    share = total / numbered if numbered else 0
    referring_time = plain_time + (sampled_time - plain_time) * share
    _print_ratio("full HTML build / csv-table", our_time, plain_time, 0.6)
    _print_ratio("full HTML build / csv-table with :numref:", our_time, referring_time, 0.05)
    print(f"    the latter scaled from {numbered} of {total} references: {sampled_time:.2f} s")

    idle = [[project.build() for project in (ours, plain)] for _ in range(rounds)]
    our_idle, plain_idle = (median(times) for times in zip(*idle, strict=True))
    _print_ratio("build with nothing to do / csv-table", our_idle, plain_idle, 1.3)


def _compare_loading(profile: Path, rounds: int) -> None:
    text = profile.read_text(encoding="utf-8")
    # The first time loads the template and the dictionaries as well.
    statements.resolve(profile)
    ours = median(_seconds(lambda: statements.resolve(profile)) for _ in range(rounds))
    plain = median(
        _seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)) for _ in range(rounds)
    )
    lines = text.count("\n")
    _print_ratio(f"load and resolve {lines} lines / yaml.load (C)", ours, plain, 3)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _print_ratio(name: str, ours: float, theirs: float, target: float) -> None:
    verdict = "met" if ours / theirs <= target else "MISSED"
    print(
        f"{name:46} {ours:8.3f} s / {theirs:8.3f} s = {ours / theirs:6.3f}"
        f"  (target {target:g}: {verdict})",
        flush=True,
    )


def _print_stages(profile: Path, folder: Path) -> None:
    project = Project("profiled", _new(folder / "profiled"))
    dcs_project.write(statements.resolve(profile), profile, project.source)
    by_stage, by_package = stages.profile(project, folder)
    print("Where the time of a full build goes (under the profiler; stages may overlap):")
    for stage, seconds in by_stage:
        print(f"    {seconds:7.2f} s  {stage}")
    print("and in which packages:")
    for package, seconds in sorted(by_package.items(), key=itemgetter(1), reverse=True):
        print(f"    {seconds:7.2f} s  {package}")


if __name__ == "__main__":
    main()
