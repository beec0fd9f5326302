"""Annex N for the tests, and what they compared with it, at the end of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.template import load_template
from tests.template import annex_n
from tests.template.make_facts import FACTS

if TYPE_CHECKING:
    from sphinx_dcs.template.model import Template

COVERAGE = "compared with Annex N"


@pytest.fixture(scope="session")
def template() -> Template:
    """Return the template that the package carries."""
    return load_template()


@pytest.fixture(scope="session")
def printed_annex() -> list[annex_n.Section]:
    """Return Annex N as it is printed."""
    path = annex_n.path()
    if path is None or not path.is_file():
        pytest.skip(f"{annex_n.VARIABLE} does not name the parsed Annex N: {path or 'not set'}")
    return annex_n.load(path)


@pytest.fixture(scope="session")
def facts() -> list[annex_n.Section]:
    """Return the facts of Annex N that we keep, errata applied."""
    return annex_n.load(FACTS)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was compared with Annex N."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    properties = dict(pair for report in reports for pair in report.user_properties)
    if lines := properties.get(COVERAGE):
        terminalreporter.section(COVERAGE)
        for what, count in lines:
            terminalreporter.write_line(f"{count:>6}  {what}")
