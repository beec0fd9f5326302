from __future__ import annotations

from textwrap import dedent
from typing import IO, TYPE_CHECKING, Any

import pytest

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.profile.merging import STEP_LIMIT, Source, load
from sphinx_dcs.profile.values import Scalar, find
from tests.profile.values_as_data import Data, data_of

if TYPE_CHECKING:
    from pathlib import Path


class Project:
    """A folder with profiles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wrong: list[str] = []

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.folder / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")

    def load(self, name: str = "main.yaml") -> Source | None:
        diagnostics = Diagnostics()
        source = load(self.folder / name, self.folder, diagnostics)
        self.wrong = [f"{found.code} {found.position} {found.message}" for found in diagnostics]
        return source

    def content(self, name: str = "main.yaml") -> Data:
        source = self.load(name)
        assert source is not None
        return data_of(source.root)

    def files(self, name: str = "main.yaml") -> list[str]:
        source = self.load(name)
        assert source is not None
        return [path.relative_to(self.folder).as_posix() for path in source.files]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path.resolve() / "project"
    folder.mkdir()
    return Project(folder)


def test_a_file_alone_is_its_content(project: Project) -> None:
    project.write(main="product: {name: Orthanc}\nx-own: 1\n")

    assert project.content() == {"product": {"name": "Orthanc"}, "x-own": "1"}
    assert project.wrong == []
    assert project.files() == ["main.yaml"]


# --- include ----------------------------------------------------------------------------------


def test_included_files_lie_beneath_the_file_in_the_order_of_the_list(project: Project) -> None:
    project.write(
        main="include: [one.yaml, two.yaml]\nd: main\nlist: {add: [main]}\n",
        one="a: one\nb: one\nd: one\nlist: [one]\n",
        two="b: two\nc: two\nd: two\nlist: {add: [two]}\n",
    )

    assert project.content() == {
        "a": "one",
        "b": "two",
        "c": "two",
        "d": "main",
        "list": ["one", "two", "main"],
    }
    assert project.wrong == []
    assert project.files() == ["main.yaml", "one.yaml", "two.yaml"]


def test_one_file_may_be_included_by_its_name_alone(project: Project) -> None:
    project.write(main="include: part.yaml\na: 1\n", part="b: 2\n")

    assert project.content() == {"b": "2", "a": "1"}


def test_names_are_relative_to_the_file_that_holds_them(project: Project) -> None:
    project.write(
        main="include: parts/one.yaml\n",
        parts__one="include: [deep/two.yaml, ../three.yaml]\n",
        parts__deep__two="a: two\n",
        three="b: three\n",
    )

    assert project.content() == {"a": "two", "b": "three"}
    assert project.files() == [
        "main.yaml",
        "parts/one.yaml",
        "parts/deep/two.yaml",
        "three.yaml",
    ]


def test_a_file_may_be_included_twice(project: Project) -> None:
    project.write(
        main="include: [one.yaml, two.yaml, one.yaml]\n",
        one="include: shared.yaml\n",
        two="include: shared.yaml\n",
        shared="a: 1\nlist: [1]\n",
    )

    assert project.content() == {"a": "1", "list": ["1"]}
    assert project.wrong == []


def test_files_that_are_included_again_and_again_are_read_once(project: Project) -> None:
    levels = 25
    for level in range(levels):
        below = f"level{level + 1}.yaml"
        project.write(**{f"level{level}": f"include: [{below}, {below}]\n"})
    project.write(**{f"level{levels}": "a: 1\n"})

    assert project.content("level0.yaml") == {"a": "1"}
    assert len(project.files("level0.yaml")) == levels + 1


@pytest.mark.parametrize("nothing", ["", "null", "[]", "''"])
def test_nothing_may_be_included(project: Project, nothing: str) -> None:
    project.write(main=f"include: {nothing}\nextends: {nothing.replace('[]', '')}\na: 1\n")

    assert project.content() == {"a": "1"}
    assert project.wrong == []


# --- extends ----------------------------------------------------------------------------------


def test_a_profile_extends_another(project: Project) -> None:
    project.write(
        base="""
            product: {name: Base, options: [one, two]}
            storage: {scu: {ae: X}, scp: {ae: Y}}
            print: {scu: {ae: Z}}
            """,
        main="""
            extends: base.yaml
            product: {name: Main, options: {add: [three]}}
            storage: {scp: null}
            print: null
            """,
    )

    assert project.content() == {
        "product": {"name": "Main", "options": ["one", "two", "three"]},
        "storage": {"scu": {"ae": "X"}, "scp": None},
        "print": None,
    }
    assert project.wrong == []
    assert project.files() == ["main.yaml", "base.yaml"]


def test_what_is_removed_stays_a_null_with_the_place_that_removed_it(project: Project) -> None:
    project.write(
        base="status-codes: {A700: Retries}\n",
        main="extends: base.yaml\nstatus-codes: {A700: null}\n",
    )
    source = project.load()
    assert source is not None
    removed = find(source.root, "status-codes.A700")

    assert isinstance(removed, Scalar)
    assert removed.is_null
    assert str(removed.position) == "main.yaml:2:22"


def test_a_null_stays_where_nothing_is_inherited(project: Project) -> None:
    project.write(main="status-codes: {A700: null}\n")

    assert project.content() == {"status-codes": {"A700": None}}


def test_extended_profiles_extend_others(project: Project) -> None:
    project.write(
        main="extends: middle.yaml\na: {z: main}\nlist: {add: [main]}\n",
        middle="extends: base.yaml\na: {y: middle, z: middle}\nlist: {add: [middle]}\n",
        base="a: {x: base, y: base, z: base}\nlist: [base]\n",
    )

    assert project.content() == {
        "a": {"x": "base", "y": "middle", "z": "main"},
        "list": ["base", "middle", "main"],
    }


def test_what_is_included_lies_over_what_is_extended(project: Project) -> None:
    project.write(
        main="include: part.yaml\nextends: base.yaml\nc: main\n",
        part="b: part\nc: part\nd: null\n",
        base="a: base\nb: base\nc: base\nd: {e: base}\n",
    )

    assert project.content() == {"a": "base", "b": "part", "c": "main", "d": None}


def test_only_one_profile_can_be_extended(project: Project) -> None:
    project.write(main="a: 1\nextends: [one.yaml, two.yaml]\n", one="b: 1\n", two="c: 1\n")

    assert project.content() == {"a": "1"}
    assert project.wrong == [
        "DCS022 main.yaml:2:10 Expected the name of a file, found another value"
    ]


def test_lists_append_where_the_caller_says_so(project: Project) -> None:
    project.write(main="extends: base.yaml\nlog: [2]\nother: [2]\n", base="log: [1]\nother: [1]\n")
    source = load(
        project.folder / "main.yaml", project.folder, Diagnostics(), lambda path: path == ("log",)
    )

    assert source is not None
    assert data_of(source.root) == {"log": ["1", "2"], "other": ["2"]}


# --- what is wrong ----------------------------------------------------------------------------


def test_a_missing_file_is_reported_where_it_is_named_and_waited_for(project: Project) -> None:
    project.write(main="a: 1\ninclude:\n  - none.yaml\n  - part.yaml\n", part="b: 2\n")

    assert project.content() == {"b": "2", "a": "1"}
    assert project.wrong == ["DCS010 main.yaml:3:5 The file 'none.yaml' does not exist"]
    assert project.files() == ["main.yaml", "none.yaml", "part.yaml"]


@pytest.mark.parametrize("name", ["part.yaml/none.yaml", '"a\\0b"'])
def test_a_file_that_cannot_exist_is_missing(project: Project, name: str) -> None:
    project.write(main=f"include: {name}\na: 1\n", part="b: 2\n")

    assert project.content() == {"a": "1"}
    assert [each.split()[:2] for each in project.wrong] == [["DCS010", "main.yaml:1:10"]]


@pytest.mark.parametrize(
    ("name", "reason"), [("folder", "it is a folder"), (".", "it is a folder"), ("x" * 300, "")]
)
def test_what_cannot_be_read_is_reported_where_it_is_named(
    project: Project, name: str, reason: str
) -> None:
    project.write(main=f"extends: {name}\na: 1\n")
    (project.folder / "folder").mkdir()

    assert project.content() == {"a": "1"}
    (only,) = project.wrong
    assert only.startswith("DCS001 main.yaml:1:10 ")
    assert reason in only


def test_a_main_file_that_is_missing_gives_nothing(project: Project) -> None:
    assert project.load() is None
    assert [each.split()[:2] for each in project.wrong] == [["DCS001", "main.yaml:1:1"]]
    assert project.load("a\0b") is None
    assert len(project.wrong) == 1


def test_a_broken_file_is_reported_in_its_own_place_and_left_out(project: Project) -> None:
    project.write(main="include: [parts/broken.yaml, good.yaml]\na: 1\n", parts__broken="a: [\n")
    project.write(good="b: 2\n")

    assert project.content() == {"b": "2", "a": "1"}
    assert [each.split()[:2] for each in project.wrong] == [["DCS003", "parts/broken.yaml:2:1"]]


@pytest.mark.parametrize("key", ["include", "extends"])
def test_files_outside_the_project_are_not_read(project: Project, tmp_path: Path, key: str) -> None:
    (tmp_path / "secret.yaml").write_text("a: secret\n", encoding="utf-8")
    for name in ("../secret.yaml", f"{tmp_path}/secret.yaml", "../none.yaml"):
        project.write(main=f"b: 1\n{key}: {name}\n")
        assert project.content() == {"b": "1"}
        assert [each.split()[:2] for each in project.wrong] == [["DCS012", "main.yaml:2:10"]]
        assert project.files() == ["main.yaml"]


def test_links_do_not_lead_outside_the_project(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: secret\n", encoding="utf-8")
    (project.folder / "file.yaml").symlink_to(tmp_path / "secret.yaml")
    (project.folder / "folder").symlink_to(tmp_path)
    project.write(main="b: 1\ninclude: [file.yaml, folder/secret.yaml]\n")

    assert project.content() == {"b": "1"}
    assert [each.split()[0] for each in project.wrong] == ["DCS012", "DCS012"]


def test_links_within_the_project_are_followed(project: Project) -> None:
    project.write(main="include: link.yaml\n", parts__real="a: 1\n")
    (project.folder / "link.yaml").symlink_to("parts/real.yaml")

    assert project.content() == {"a": "1"}
    assert project.files() == ["main.yaml", "parts/real.yaml"]


def test_links_in_a_circle_are_reported(project: Project) -> None:
    project.write(main="include: one.yaml\na: 1\n")
    (project.folder / "one.yaml").symlink_to("two.yaml")
    (project.folder / "two.yaml").symlink_to("one.yaml")

    assert project.content() == {"a": "1"}
    assert len(project.wrong) == 1
    assert project.wrong[0].split()[1] == "main.yaml:1:10"


def test_the_project_itself_may_be_a_link(project: Project, tmp_path: Path) -> None:
    project.write(main="include: part.yaml\n", part="a: 1\nb\n")
    (tmp_path / "link").symlink_to(project.folder)
    diagnostics = Diagnostics()

    source = load(tmp_path / "link" / "main.yaml", tmp_path / "link", diagnostics)
    assert source is not None
    assert source.files[0] == project.folder / "main.yaml"
    assert [found.position.path for found in diagnostics] == ["part.yaml"]


def test_a_profile_outside_the_project_is_shown_in_full(project: Project, tmp_path: Path) -> None:
    (tmp_path / "main.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")

    project.load("../main.yaml")
    assert project.wrong[0].split()[1] == f"{tmp_path.resolve().as_posix()}/main.yaml:2:1"


def test_files_in_a_circle_are_reported_with_the_circle(project: Project) -> None:
    project.write(
        main="include: a.yaml\nx: main\n",
        a="extends: parts/b.yaml\ny: a\n",
        parts__b="z: b\ninclude: ../a.yaml\n",
    )

    assert project.content() == {"z": "b", "y": "a", "x": "main"}
    circle = "a.yaml → parts/b.yaml → a.yaml"
    assert project.wrong == [
        f"DCS011 parts/b.yaml:2:10 Files refer to each other in a circle: {circle}"
    ]


@pytest.mark.parametrize("key", ["include", "extends"])
def test_a_file_that_refers_to_itself_is_reported(project: Project, key: str) -> None:
    project.write(main=f"{key}: main.yaml\na: 1\n")

    assert project.content() == {"a": "1"}
    assert project.wrong == [
        "DCS011 main.yaml:1:10 Files refer to each other in a circle: main.yaml → main.yaml"
    ]


def test_very_many_files_in_a_row_are_reported(project: Project) -> None:
    for number in range(STEP_LIMIT + 300):
        project.write(**{f"file{number}": f"extends: file{number + 1}.yaml\nk{number}: 1\n"})
    content = project.content("file0.yaml")

    assert isinstance(content, dict)
    assert len(content) == STEP_LIMIT
    assert [each.split()[:2] for each in project.wrong] == [
        ["DCS014", f"file{STEP_LIMIT - 1}.yaml:1:10"]
    ]


def test_a_name_that_is_no_text_is_reported(project: Project) -> None:
    project.write(main="include:\n  - {a: b}\n  - part.yaml\n  - [c]\n", part="d: 1\n")

    assert project.content() == {"d": "1"}
    assert [each.split()[:2] for each in project.wrong] == [
        ["DCS022", "main.yaml:2:5"],
        ["DCS022", "main.yaml:4:5"],
    ]


def test_a_file_that_may_not_be_read_is_reported_where_it_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(main="include: part.yaml\na: 1\n", part="b: 1\n")
    may_read = type(project.folder).open

    def refuse(path: Path, mode: str) -> IO[Any]:
        if path.name == "part.yaml":
            raise PermissionError(13, "Permission denied")
        return may_read(path, mode)

    monkeypatch.setattr("pathlib.Path.open", refuse)

    assert project.content() == {"a": "1"}
    assert project.wrong == [
        "DCS001 main.yaml:1:10 The file 'part.yaml' cannot be read: Permission denied"
    ]
