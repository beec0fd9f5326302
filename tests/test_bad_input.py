"""Bad profiles, from the file to the command line: one message each, at its place.

What is wrong with a part of a profile leaves the rest of its statement as it
was; what is wrong with the file as a whole leaves no statement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.cli import main
from sphinx_dcs.diagnostics import Diagnostics, Position
from sphinx_dcs.export import statement_as_json
from sphinx_dcs.profile import reading
from sphinx_dcs.statement.loading import load
from sphinx_dcs.statement.model import plain_text

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.statement.model import Statement

HERE = "§"
"""Stands before the place that a message names."""
NAMED = "product: {name: Test}\n"
REST = """
application-entities:
  STORE: {describe: It stores.}
storage:
  sop-classes:
    CTImageStorage:
    MRImageStorage: {archive: N}
  scp:
"""


@dataclass(frozen=True)
class Mistake:
    """A mistake and the message about it.

    Attributes
    ----------
    code : str
        Of the message; the only one.
    text : str
        Added to a good profile, with a mark before the wrong place.
    files : dict
        Further files; the mark may stand in one of them.
    severity : str
        Of the message.
    words : str
        In the message.
    profile : str
        The good profile; a mistake within its own keys needs another one.
    """

    code: str
    text: str
    words: str = ""
    files: dict[str, str] = field(default_factory=dict)
    severity: str = "error"
    profile: str = NAMED + REST


def in_storage(text: str) -> str:
    """Return the good profile with more SOP Classes."""
    return NAMED + REST.replace("    CTImageStorage:\n", f"    CTImageStorage:\n    {text}\n")


def in_role(text: str) -> str:
    """Return the good profile with more about its role."""
    return NAMED + REST.replace("  scp:\n", f"  scp: {{{text}}}\n")


CT, MR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"
NEWER = "1.2.840.10008.5.1.4.1.1.99999"

MISTAKES = {
    "a key twice": Mistake("DCS006", "§product: {name: Other}\n", "line 1"),
    "a key twice, quoted": Mistake("DCS006", 'x-a: {b: 1, §"b": 2}\n', "'b'"),
    "a key that is a list": Mistake("DCS007", "? §[a]\n: b\n"),
    "an executable tag": Mistake(
        "DCS008", "x-a: §!!python/object/apply:os.mkdir [executed]\n", "python/object"
    ),
    "another executable tag": Mistake("DCS008", "x-a: §!!python/name:os.system ''\n"),
    "a tag of one's own": Mistake("DCS008", "remarks: §!secret text\n", "!secret"),
    "an alias of itself": Mistake("DCS013", "x-a: §&a [*a]\n"),
    "an included file is missing": Mistake("DCS010", "include: §parts.yaml\n", "'parts.yaml'"),
    "one of two is missing": Mistake(
        "DCS010", "include: [a.yaml, §b.yaml]\n", files={"a.yaml": "remarks: Fine.\n"}
    ),
    "a file includes itself": Mistake("DCS011", "include: §profile.yaml\n"),
    "files include each other": Mistake(
        "DCS011", "include: a.yaml\n", "a.yaml", {"a.yaml": "include: §profile.yaml\n"}
    ),
    "profiles extend each other": Mistake(
        "DCS011",
        "extends: a.yaml\n",
        files={"a.yaml": "extends: b.yaml", "b.yaml": "extends: §a.yaml"},
    ),
    "out of the folder": Mistake("DCS012", "include: §../parts.yaml\n", "'../parts.yaml'"),
    "an absolute path": Mistake("DCS012", "include: §/etc/passwd\n", "'/etc/passwd'"),
    "a name no file can have": Mistake("DCS010", 'include: §"a\\0b"\n'),
    "a folder": Mistake("DCS001", "include: §.\n", "folder"),
    "a file's name that is a list": Mistake("DCS022", "include: [§[a.yaml]]\n", "name of a file"),
    "an included file is no YAML": Mistake(
        "DCS003", "include: a.yaml\n", files={"a.yaml": "a: [b\nc§: d\n"}
    ),
    "an included file is empty": Mistake("DCS004", "include: a.yaml\n", files={"a.yaml": "§"}),
    "an included file is a list": Mistake(
        "DCS005", "include: a.yaml\n", files={"a.yaml": "§- b\n"}
    ),
    "an unknown key": Mistake("DCS020", "§storge: {}\n", "Did you mean 'storage'?"),
    "a role the service does not have": Mistake(
        "DCS020", "verification: {§sco: }\n", "Did you mean 'scu'?"
    ),
    "an unknown transaction": Mistake(
        "DCS020", "web: {studies: {origin-server: {§retreive: }}}\n", "Did you mean 'retrieve'?"
    ),
    "a key of a row that is none": Mistake(
        "DCS020",
        "",
        "Did you mean 'A700-A7FF'?",
        profile=in_role("status-codes: {c-store: {§A70O-A7FF: x}}"),
    ),
    "no product": Mistake("DCS021", "", "'product'", profile="§" + REST.lstrip()),
    "a product without a name": Mistake("DCS021", "product:§\n", "'name'", profile=REST),
    "a name of nothing": Mistake("DCS021", "product: {name: §''}\n", "'name'", profile=REST),
    "a list for a mapping": Mistake("DCS022", "verification: §[scu]\n", "a mapping, found a list"),
    "a mapping for a text": Mistake("DCS022", "document: {title: §{a: b}}\n", "found a mapping"),
    "an item of nothing": Mistake("DCS022", "references: [A, §~]\n", "found nothing"),
    "a name twice in a list": Mistake("DCS023", "character-sets: [ISO_IR 100, §ISO_IR 100]\n"),
    "no Y or N": Mistake(
        "DCS024", "", "Y, N", profile=in_storage("EnhancedCTImageStorage: {scp: §maybe}")
    ),
    "no allowed term": Mistake(
        "DCS024", "", profile=in_storage("EnhancedCTImageStorage: {create: §X}")
    ),
    "no date": Mistake("DCS025", "document: {date: §2026-02-30}\n", "2026-02-30"),
    "a Transfer Syntax twice in a set": Mistake(
        "DCS026",
        "transfer-syntax-sets: {U: {transfer-syntaxes: [RLELossless, §1.2.840.10008.1.2.5]}}\n",
        severity="warning",
    ),
    "no SOP Class": Mistake(
        "DCS040", "", "Did you mean 'CTImageStorage'?", profile=in_storage("§CTImgeStorage:")
    ),
    "a SOP Class that is null": Mistake("DCS040", "", profile=in_storage("§null:")),
    "a Transfer Syntax for a SOP Class": Mistake(
        "DCS040", "", profile=in_storage("§ImplicitVRLittleEndian:")
    ),
    "newer than the dictionary": Mistake(
        "DCS041", "", NEWER, severity="warning", profile=in_storage(f"§{NEWER}:")
    ),
    "retired": Mistake(
        "DCS042", "", severity="warning", profile=in_storage("§UltrasoundImageStorageRetired:")
    ),
    "no UID": Mistake("DCS043", "", profile=in_storage("1.2.3.4: {uid: §01.2}")),
    "a UID that contradicts": Mistake(
        "DCS044", "", MR, profile=in_storage(f"EnhancedCTImageStorage: {{uid: §{MR}}}")
    ),
    "a name that contradicts": Mistake(
        "DCS044", "", profile=in_storage("1.2.840.10008.5.1.4.1.1.2.1: {name: §MR Image Storage}")
    ),
    "no status code": Mistake(
        "DCS047",
        "",
        profile=in_role("status-codes: {c-store: {add: [{status: Failure, code: §12G4}]}}"),
    ),
    "a range that is none": Mistake(
        "DCS047",
        "",
        profile=in_role("status-codes: {c-store: {add: [{status: Failure, code: §A7FF-A700}]}}"),
    ),
    "no Template ID": Mistake(
        "DCS048",
        "structured-reports: {§A1: {functions: [CREATE], sop-classes: [BasicTextSRStorage]}}\n",
    ),
    "a Transfer Syntax Set that is not defined": Mistake(
        "DCS060", "", profile=in_storage("EnhancedCTImageStorage: {transfer-syntax-sets: [§U]}")
    ),
    "an Application Entity that is not defined": Mistake(
        "DCS060", "", "Did you mean 'STORE'?", profile=in_role("application-entities: [§STROE]")
    ),
    "an Application Entity that was removed": Mistake(
        "DCS060",
        "verification: {scp: {application-entities: [§ECHO]}}\nx-none: {}\n",
        profile=NAMED + REST.replace("  STORE:", "  ECHO: null\n  STORE:"),
    ),
    "a role without SOP Classes": Mistake("DCS061", "query-retrieve: {scu: §{}}\n"),
    "a status code twice": Mistake(
        "DCS062",
        "",
        profile=in_role(
            "status-codes: {c-store: {add: [{code: C123, meaning: a}, §{code: C123, meaning: A}]}}"
        ),
    ),
    "a status code that is there already": Mistake(
        "DCS062",
        "",
        profile=in_role("status-codes: {c-store: {add: [§{status: Failure, code: A700-A7FF}]}}"),
    ),
    "a role that the product does not have": Mistake(
        "DCS063", "", profile=in_storage("EnhancedCTImageStorage: {scu: §Y}")
    ),
    "a transaction without resources": Mistake(
        "DCS064", "web: {studies: {origin-server: {retrieve: §{}}}}\n"
    ),
    "a note under nothing": Mistake(
        "DCS065", "table-notes: {§storage-sop-clases: [x]}\n", "Did you mean 'storage-sop-classes'?"
    ),
    "a section under nothing": Mistake(
        "DCS065", "additional-sections: [{under: §'9.9', title: Lost}]\n", "'9.9'"
    ),
    "a SOP Class twice, by keyword and name": Mistake(
        "DCS067", "", "CTImageStorage", profile=in_storage("§CT Image Storage: {archive: N}")
    ),
    "a SOP Class twice, by keyword and UID": Mistake(
        "DCS067", "", "CTImageStorage", profile=in_storage(f"§{CT}: {{archive: N}}")
    ),
    "a service that is none": Mistake(
        "DCS068", "remote-systems: {pacs: {name: PACS, services: [§storag]}}\n", "'storage'"
    ),
    "a service of an activity that is none": Mistake(
        "DCS068",
        "",
        "Did you mean 'MPPS'?",
        profile=NAMED
        + REST.replace(
            "It stores.", "It stores., activities: {A: {association: acceptor, services: [§mppss]}}"
        ),
    ),
    "a version that is not among the versions": Mistake(
        "DCS069", "product: {name: Test, version: §'1', versions: ['2']}\n", profile=REST
    ),
    "a role that no cell may hold": Mistake(
        "DCS080", "references: ['§{doc}`x`']\n".replace("'§", "§'")
    ),
}


def place_of(texts: dict[str, str]) -> tuple[dict[str, str], Position]:
    """Return texts without the mark, and where it stood."""
    name = next(name for name, text in texts.items() if HERE in text)
    before = texts[name].partition(HERE)[0]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return {key: text.replace(HERE, "") for key, text in texts.items()}, Position(
        name, line, column
    )


def write(folder: Path, mistake: Mistake) -> Position:
    """Write a profile with a mistake and return its place."""
    profile = mistake.profile + mistake.text
    texts, place = place_of({"profile.yaml": profile, **mistake.files})
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return place


def loaded(folder: Path) -> tuple[Statement | None, Diagnostics]:
    """Return what comes of the profile in a folder."""
    diagnostics = Diagnostics()
    return load(folder / "profile.yaml", folder, "profile", diagnostics).statement, diagnostics


def rows(statement: Statement, table: str) -> dict[str, list[str]]:
    """Return the words of a table's rows."""
    return {
        row.id: [plain_text(cell.content) for cell in row.cells]
        for row in statement.tables[table].rows
    }


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_has_one_message_at_its_place_and_leaves_the_rest(
    mistake: Mistake, tmp_path: Path
) -> None:
    place = write(tmp_path, mistake)
    statement, diagnostics = loaded(tmp_path)
    (found,) = diagnostics
    assert (found.code, found.position, found.severity) == (mistake.code, place, mistake.severity)
    assert mistake.words in str(found)
    assert statement is not None
    kept = rows(statement, "storage-sop-classes")
    assert kept[CT][0] == "CT Image Storage"
    assert kept[MR][-1] == "N"
    assert any("It stores." in getattr(b, "markdown", "") for b in all_blocks(statement))
    assert not (tmp_path / "executed").exists()


def all_blocks(statement: Statement) -> list[object]:
    """Return the blocks of all sections."""
    return [block for section in statement.by_slug.values() for block in section.blocks]


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_check_prints_a_mistake_as_text_and_as_json(
    mistake: Mistake,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = write(tmp_path, mistake)
    monkeypatch.chdir(tmp_path)
    expected = 1 if mistake.severity == "error" else 0
    assert main(["check", "profile.yaml"]) == expected
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{place}: {mistake.severity}: ")
    assert first.endswith(f" [{mistake.code}]")
    assert last == ("1 errors, 0 warnings" if expected else "0 errors, 1 warnings")
    assert main(["check", "--format", "json", "profile.yaml"]) == expected
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["code"], found["severity"]) == (mistake.code, mistake.severity)
    assert Position(found["file"], found["line"], found["column"]) == place


# --- files that give no statement -------------------------------------------------------------

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
USELESS = {
    "no YAML": ("DCS003", b"product: {name: Test\nremarks: x\n", None),
    "a tab": ("DCS003", b"product:\n\tname: Test\n", (2, 1)),
    "a null byte": ("DCS003", b"product: {name: Te\0st}\n", (1, 19)),
    "two documents": ("DCS003", b"product: {name: A}\n---\nproduct: {name: B}\n", (2, 1)),
    "an alias of nothing": ("DCS003", b"product: *nothing\n", (1, 10)),
    "a lone surrogate": ("DCS003", b'product: {name: "a\\ud800"}\n', None),
    "Latin-1": ("DCS002", "product: {name: Söhne}\n".encode("latin-1"), (1, 18)),
    "UTF-16": ("DCS002", "product: {name: A}\n".encode("utf-16"), (1, 1)),
    "a picture": ("DCS002", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (1, 1)),
    "empty": ("DCS004", b"", (1, 1)),
    "nothing but a remark": ("DCS004", b"# product: {name: Test}\n", (1, 1)),
    "nothing but a marker": ("DCS004", b"---\n", (1, 1)),
    "a list": ("DCS005", b"# A list.\n- product\n", (2, 1)),
    "a text": ("DCS005", b"product\n", (1, 1)),
    "a million laughs": ("DCS009", LAUGHS.encode(), None),
    "a tower": ("DCS009", b"a: " + b"[" * 200_000, None),
    "another tower": ("DCS009", b"- " * 200_000, None),
}


@pytest.mark.parametrize(("code", "content", "place"), USELESS.values(), ids=USELESS.keys())
def test_a_useless_file_has_one_message_and_no_statement(
    code: str,
    content: bytes,
    place: tuple[int, int] | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "profile.yaml").write_bytes(content)
    statement, diagnostics = loaded(tmp_path)
    (found,) = diagnostics
    assert (found.code, found.severity, found.position.path) == (code, "error", "profile.yaml")
    assert place is None or (found.position.line, found.position.column) == place
    assert statement is None
    monkeypatch.chdir(tmp_path)
    assert main(["check", "profile.yaml"]) == 2
    assert capsys.readouterr().out.startswith(f"{found.position}: error: ")
    assert main(["check", "profile.yaml", "--format", "json"]) == 2
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == [code]


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10 * 1024 * 1024)
    with (tmp_path / "profile.yaml").open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    statement, diagnostics = loaded(tmp_path)
    assert statement is None
    assert [found.code for found in diagnostics] == ["DCS009"]


@pytest.mark.parametrize(
    "name", ["missing.yaml", ".", "loop.yaml", "a" * 300, "no/such/folder.yaml"]
)
def test_what_is_no_file_is_reported(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    monkeypatch.chdir(tmp_path)
    assert main(["check", name]) == 2
    out = capsys.readouterr().out
    assert out.startswith(f"{name}:1:1: error: ")
    assert out.endswith("[DCS001]\n1 errors, 0 warnings\n")


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("remarks: secret\n", encoding="utf-8")
    (folder / "file.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "folder").symlink_to(tmp_path)
    include = "include: [file.yaml, folder/secret.yaml]\n"
    (folder / "profile.yaml").write_text(NAMED + include, encoding="utf-8")
    statement, diagnostics = loaded(folder)
    assert [(f.code, f.position.line, f.position.column) for f in diagnostics] == [
        ("DCS012", 2, 11),
        ("DCS012", 2, 22),
    ]
    assert statement is not None
    assert "secret" not in statement_as_json(statement)


def test_files_that_include_others_twice_are_read_once(tmp_path: Path) -> None:
    for number in range(25):
        text = f"include: [{number + 1}.yaml, {number + 1}.yaml]\n"
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "25.yaml").write_text("remarks: The last one.\n", encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(NAMED + "include: 0.yaml\n", encoding="utf-8")
    statement, diagnostics = loaded(tmp_path)
    assert list(diagnostics) == []
    assert statement is not None
    assert "The last one." in statement_as_json(statement)


# --- what is no mistake -----------------------------------------------------------------------


def test_a_newer_uid_with_its_name_beside_it_is_no_mistake(tmp_path: Path) -> None:
    text = in_storage(f"{NEWER}: {{name: Brand New Image Storage}}")
    syntaxes = "[{transfer-syntax: 1.2.840.10008.1.2.9999, name: Brand New}]"
    text += f"transfer-syntax-sets: {{N: {{transfer-syntaxes: {syntaxes}}}}}\n"
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    statement, diagnostics = loaded(tmp_path)
    assert list(diagnostics) == []
    assert statement is not None
    assert rows(statement, "storage-sop-classes")[NEWER][:2] == ["Brand New Image Storage", NEWER]


def test_a_private_sop_class_may_be_named_by_either_end(tmp_path: Path) -> None:
    text = in_storage("My Image: {uid: 1.2.3.4}\n    1.2.3.5: {name: Your Image}")
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    statement, diagnostics = loaded(tmp_path)
    assert list(diagnostics) == []
    assert statement is not None
    kept = rows(statement, "storage-sop-classes")
    assert (kept["1.2.3.4"][0], kept["1.2.3.5"][0]) == ("My Image", "Your Image")


ODD = "<script>alert('x')</script> \\write18{rm} % & # $ ~ ^ a_b | 日本語 Ελληνικά ⇒ \"é\" 𝔘 \u202e"
CELLS = {
    "a status code": in_role("status-codes: {c-store: {A700-A7FF: %s}}"),
    "a status code of one's own": in_role(
        "status-codes: {c-store: {add: [{code: C123, meaning: %s}]}}"
    ),
    "a note": in_role("status-codes: {c-store: {A700-A7FF: {text: x, note: %s}}}"),
    "the name of the product": "product: {name: %s}\n" + REST,
    "the name of an entity": NAMED + REST.replace("STORE", "%s"),
    "the name of a SOP Class": in_storage("1.2.3.4: {name: %s}"),
    "a term": NAMED + REST + "terms: {Term: %s}\n",
    "a character set": NAMED + REST + "character-sets: {ISO_IR 100: {description: %s}}\n",
    "a change": NAMED + REST + "revisions: [{revision: '1', date: 2026-11-23, change: %s}]\n",
    "prose": NAMED + REST + "remarks: %s\n",
    "a section of one's own": NAMED + REST + "additional-sections: [{under: '1', title: %s}]\n",
    "a note under a table": NAMED + REST + "table-notes: {storage-sop-classes: [%s]}\n",
    "a remote system": NAMED + REST + "remote-systems: {pacs: {name: %s}}\n",
}


@pytest.mark.parametrize("text", CELLS.values(), ids=CELLS.keys())
def test_any_letters_survive_unchanged(text: str, tmp_path: Path) -> None:
    quoted = "'" + ODD.replace("'", "''") + "'"
    (tmp_path / "profile.yaml").write_text(text.replace("%s", quoted), encoding="utf-8")
    statement, diagnostics = loaded(tmp_path)
    assert list(diagnostics) == []
    assert statement is not None
    assert any(ODD in found for found in texts_in(json.loads(statement_as_json(statement))))


def texts_in(data: object) -> list[str]:
    """Return all texts in plain data."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts_in(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts_in(value)]
    return [data] if isinstance(data, str) else []
