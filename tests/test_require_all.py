"""Tests that are left out: listed with the reason, or failed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

PLUGIN = Path(__file__).with_name("require_all.py")
MARKERS = "[pytest]\nmarkers =\n    pdf\n    browser\n"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Return a suite with the plugin, on a machine without any program."""
    monkeypatch.setenv("PATH", str(pytester.path))
    monkeypatch.delenv("DCS_TEST_ALL", raising=False)
    pytester.makeconftest(PLUGIN.read_text(encoding="utf-8"))
    pytester.makefile(".ini", pytest=MARKERS)
    pytester.makepyfile("""
        import pytest

        @pytest.mark.pdf
        def test_pdf():
            pass

        def test_skips_itself():
            pytest.skip("a reason of its own")

        @pytest.mark.xfail
        def test_fails_as_expected():
            raise ValueError

        def test_needs_nothing():
            pass
    """)
    return pytester


def test_missing_programs_are_named(suite: pytest.Pytester) -> None:
    result = suite.runpytest("-rs")
    result.assert_outcomes(passed=1, skipped=2, xfailed=1)
    result.stdout.fnmatch_lines(["*not installed: latexmk, xelatex, pdftotext"])


def test_no_test_is_left_out_where_all_must_run(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DCS_TEST_ALL", "1")
    result = suite.runpytest("-rfE")
    result.assert_outcomes(passed=1, failed=1, errors=1, xfailed=1)
    result.stdout.fnmatch_lines(["*must run (DCS_TEST_ALL=1)*a reason of its own*"])


def test_no_module_is_left_out_where_all_must_run(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DCS_TEST_ALL", "1")
    suite.makepyfile(test_other="import pytest\npytest.importorskip('no_such_module')\n")
    suite.runpytest("test_other.py").assert_outcomes(errors=1)
