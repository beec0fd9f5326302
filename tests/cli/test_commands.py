"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_dcs import __version__
from sphinx_dcs.cli import COMMANDS, main
from sphinx_dcs.template import load_template

ROOT = Path(__file__).parents[2]
GOOD = "product: {name: 日本語 & Söhne}\nverification: {scp: }\n"
WARNED = GOOD + "storage: {scp: , sop-classes: [UltrasoundImageStorageRetired]}\n"
WRONG = GOOD + "verfication: {scu: }\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with profiles, in which the commands run."""
    for name, text in (("good", GOOD), ("warned", WARNED), ("wrong", WRONG)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- check ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profiles", "status", "last"),
    [
        (["good.yaml"], 0, "0 errors, 0 warnings"),
        (["warned.yaml"], 0, "0 errors, 1 warnings"),
        (["wrong.yaml"], 1, "1 errors, 0 warnings"),
        (["good.yaml", "warned.yaml", "wrong.yaml"], 1, "1 errors, 1 warnings"),
        (["wrong.yaml", "missing.yaml"], 2, "2 errors, 0 warnings"),
    ],
)
def test_check_ends_with_the_worst_it_has_found(
    profiles: list[str], status: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *profiles]) == status
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_check_names_the_place_the_rule_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "wrong.yaml"])
    (first, _) = capsys.readouterr().out.splitlines()
    assert first.startswith("wrong.yaml:3:1: error: Unknown key 'verfication'. ")
    assert first.endswith("Did you mean 'verification'? [DCS020]")


def test_check_prints_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "good.yaml"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["check", "--format", "json", "wrong.yaml"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["remedy"].endswith("Did you mean 'verification'?")
    assert {key: found[key] for key in ("code", "severity", "file", "line", "column", "path")} == {
        "code": "DCS020",
        "severity": "error",
        "file": "wrong.yaml",
        "line": 3,
        "column": 1,
        "path": "",
    }


def test_the_project_is_what_included_files_must_not_leave(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "p.yaml").write_text("include: ../good.yaml\n", encoding="utf-8")
    assert main(["check", "deep/p.yaml"]) == 0
    assert main(["check", "--project", "deep", "deep/p.yaml"]) == 1
    assert "p.yaml:1:10: error: " in capsys.readouterr().out


def test_a_profile_elsewhere_is_its_own_project(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "here").mkdir()
    (folder / "p.yaml").write_text("include: good.yaml\n", encoding="utf-8")
    monkeypatch.chdir(folder / "here")
    assert main(["check", "../p.yaml"]) == 0


# --- export -----------------------------------------------------------------------------------


def test_export_prints_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "good.yaml"]) == 0
    out, err = capsys.readouterr()
    statement = json.loads(out)
    assert (statement["profile"], statement["cover"]["product"]) == ("good", "日本語 & Söhne")
    assert err == ""


def test_export_writes_a_file_of_utf_8(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "good.yaml", "-o", "out.json"]) == 0
    assert capsys.readouterr().out == ""
    assert "日本語" in (folder / "out.json").read_text(encoding="utf-8")


def test_export_of_a_wrong_profile_writes_the_rest_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export", "wrong.yaml"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["cover"]["product"] == "日本語 & Söhne"
    assert err.startswith("wrong.yaml:3:1: error: ")


def test_export_of_nothing_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "missing.yaml", "-o", "out.json"]) == 2
    assert "[DCS001]" in capsys.readouterr().err
    assert not (folder / "out.json").exists()


def test_a_folder_that_is_not_there_is_a_short_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export", "good.yaml", "-o", "no/out.json"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("sphinx-dcs: no")
    assert len(err.splitlines()) == 1


# --- tables -----------------------------------------------------------------------------------


def test_tables_lists_every_table_in_the_order_of_the_template(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tables", "--format", "json"]) == 0
    tables = json.loads(capsys.readouterr().out)
    assert {table["id"] for table in tables} == set(load_template().tables)
    order = {section.slug: n for n, section in enumerate(load_template().sections)}
    numbers = {section.number: order[section.slug] for section in load_template().sections}
    places = [numbers[table["section"]] for table in tables if table["section"]]
    assert places == sorted(places)
    first = next(table for table in tables if table["id"] == "storage-sop-classes")
    assert first["profile"] == "storage.sop-classes"
    assert len(first["columns"]) == 14


def test_tables_prints_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(load_template().tables)
    assert "   1-1  storage-sop-classes  Storage SOP Classes" in lines


# --- the program ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [[], ["unknown"], ["check"], ["check", "--format", "xml", "good.yaml"]]
)
def test_wrong_arguments_end_with_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: sphinx-dcs" in capsys.readouterr().err


@pytest.mark.parametrize("command", [module.__name__.rpartition(".")[2] for module in COMMANDS])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert command in capsys.readouterr().out


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"sphinx-dcs {__version__}\n"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    code = "import sys; from sphinx_dcs.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf_8_whatever_the_terminal_says(encoding: str) -> None:
    done = run("export", "good.yaml", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["cover"]["product"] == "日本語 & Söhne"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    code = "import sys; from sphinx_dcs.cli import main; sys.exit(main(['export', 'good.yaml']))"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0
