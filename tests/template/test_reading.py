"""The template's files are compiled once, and never read stale."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.template.reading import DATA, read_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("sections: [1, 2]\ntables: {one: {number: '1-1'}}\n")
    (tmp_path / "b.yaml").write_text("sections: [3]\ntables: {two: {number: '1-2'}}\n")
    return tmp_path


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where YAML is read."""

    def fail(*_arguments: object) -> None:
        pytest.fail("YAML is read again")

    monkeypatch.setattr("yaml.load", fail)


def _compiled(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def test_files_are_merged_in_the_order_of_their_names(folder: Path) -> None:
    assert read_data(folder) == {
        "sections": [1, 2, 3],
        "tables": {"one": {"number": "1-1"}, "two": {"number": "1-2"}},
    }


def test_a_thing_defined_twice_is_a_mistake(folder: Path) -> None:
    (folder / "c.yaml").write_text("tables: {one: {}}\n")
    with pytest.raises(ValueError, match=r"c\.yaml: tables defines again: one"):
        read_data(folder)


def test_an_empty_file_adds_nothing(folder: Path) -> None:
    before = read_data(folder)
    (folder / "c.yaml").write_text("# to come\n")
    assert read_data(folder) == before


def test_the_second_time_the_compiled_form_is_read(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    first = read_data(folder)
    request.getfixturevalue("no_yaml")
    assert read_data(folder) == first


def test_the_compiled_form_of_our_data_says_the_same(tmp_path: Path) -> None:
    copied = shutil.copytree(DATA, tmp_path / "data", ignore=lambda *_: ["__pycache__"])
    assert read_data(copied) == read_data(copied)
    assert len(_compiled(copied)) == 1


def test_a_changed_file_is_read_again(folder: Path) -> None:
    read_data(folder)
    (folder / "b.yaml").write_text("sections: [4]\n")
    assert read_data(folder) == {"sections": [1, 2, 4], "tables": {"one": {"number": "1-1"}}}


def test_a_renamed_file_is_read_again(folder: Path) -> None:
    read_data(folder)
    (folder / "b.yaml").rename(folder / "0.yaml")
    assert read_data(folder)["sections"] == [3, 1, 2]


def test_a_removed_file_is_forgotten(folder: Path) -> None:
    read_data(folder)
    (folder / "b.yaml").unlink()
    assert read_data(folder)["sections"] == [1, 2]


def test_stale_compiled_forms_are_removed(folder: Path) -> None:
    read_data(folder)
    (stale,) = _compiled(folder)
    (folder / "a.yaml").write_text("sections: [5]\n")
    read_data(folder)
    (current,) = _compiled(folder)
    assert current != stale


def test_other_files_of_the_cache_are_left_alone(folder: Path) -> None:
    (folder / "__pycache__").mkdir()
    other = folder / "__pycache__" / "module.pyc"
    other.write_bytes(b"")
    read_data(folder)
    assert other.exists()


def test_a_damaged_compiled_form_is_replaced(folder: Path) -> None:
    first = read_data(folder)
    (compiled,) = _compiled(folder)
    compiled.write_text('{"sections": [')
    assert read_data(folder) == first
    assert compiled.read_text() != '{"sections": ['


def test_what_is_compiled_is_as_readable_as_the_folder(folder: Path) -> None:
    read_data(folder)
    (compiled,) = _compiled(folder)
    readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    mode = (folder / "__pycache__").stat().st_mode & readable
    assert compiled.stat().st_mode & readable == mode


def test_a_folder_that_cannot_hold_a_cache_is_read(folder: Path) -> None:
    # A file in the cache's place fails for the administrator too, unlike a mode.
    (folder / "__pycache__").write_text("")
    assert read_data(folder)["sections"] == [1, 2, 3]
    assert read_data(folder)["sections"] == [1, 2, 3]


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert read_data(folder)["sections"] == [1, 2, 3]
    assert _compiled(folder) == []


def test_several_processes_read_at_once(folder: Path) -> None:
    (folder / "a.yaml").write_text(f"sections: {list(range(20000))}\n")
    program = (
        "import sys; from pathlib import Path; from sphinx_dcs.template.reading import read_data;"
        "print(len(read_data(Path(sys.argv[1]))['sections']))"
    )
    command = [sys.executable, "-c", program, str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = [process.communicate(timeout=60)[0].strip() for process in running]
    assert answers == ["20001"] * 4
    assert [path.suffix for path in _compiled(folder)] == [".json"]
