"""A pytest plugin: tests of programs that are not there are skipped, or fail.

A test marked ``pdf``, ``server`` or ``browser`` is skipped, with the reason,
where a program that it needs is missing. With ``DCS_TEST_ALL=1`` in the
environment every skipped test has failed, so that nothing is left out in
silence where all is meant to run.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

PROGRAMS = {
    "pdf": ("latexmk", "xelatex", "pdftotext"),
    "server": ("Orthanc",),
    "browser": ("chromium", "chromedriver"),
}
"""What a test with a marker runs."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing."""
    marked = (marker for marker in PROGRAMS if item.get_closest_marker(marker))
    missing = [name for marker in marked for name in PROGRAMS[marker] if not _find(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def _find(program: str) -> str | None:
    """Return where a program is; servers are often not on a user's own path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return shutil.which(program, path=path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where all have to run."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself into a failed one where all have to run."""
    report = yield
    _fail_if_skipped(report)
    return report


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("DCS_TEST_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} must run (DCS_TEST_ALL=1): {_reason(report.longrepr)}"


def _reason(longrepr: object) -> str:
    """Return why a test was skipped; pytest keeps (path, line, reason)."""
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
