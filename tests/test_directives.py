"""What directives and roles show, the same from reST and from MyST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Site

    MakeSite = Callable[..., Site]

REST = """\
Page
====

.. {name}::{argument}
{options}
"""
MYST = """\
# Page

```{{{name}}}{argument}
{options}
```
"""


def pages(name: str, argument: str = "", body: str = "", **options: str) -> dict[str, str]:
    """Return one directive as a page of each syntax."""
    given = [f":{key}: {text}".rstrip() for key, text in options.items()]
    lines = given + (["", body] if body else [])
    argument = f" {argument}" if argument else ""
    rest = "\n".join(f"   {line}" for line in lines)
    return {
        "rest.rst": REST.format(name=name, argument=argument, options=rest),
        "myst.md": MYST.format(name=name, argument=argument, options="\n".join(lines)),
        "index.rst": "Site\n====\n\n.. toctree::\n\n   rest\n   myst\n",
    }


def shown(site: Site, page: str) -> str:
    """Return the resolved page as pseudo-XML, without what tells its file apart."""
    result = site.build()
    text = result.doctree(page, is_resolved=True).pformat()
    text = re.sub(r'(source|docname|dcs_outer_level)="[^"]*"', "", text)
    text = re.sub(r"copy-\d+|<document[^>]*>", "", text)
    return re.sub(r" +>", ">", text)


CASES = {
    "section": pages("dcs-section", "1.1"),
    "section by slug": pages("dcs-section", "content-and-transfer", shallow=""),
    "section with body": pages("dcs-section", "1.2.1", "More *words*.", start=""),
    "statement": pages("dcs-statement"),
    "table by number": pages("dcs-table", "1-1"),
    "table by slug": pages("dcs-table", "storage-sop-classes"),
    "sop table": pages("dcs-sop-table", service="verification"),
    "status codes": pages("dcs-status-codes", service="storage", role="scu"),
    "status codes by message": pages("dcs-status-codes", message="C-STORE"),
    "cover": pages("dcs-cover"),
}


@pytest.mark.parametrize("case", CASES)
def test_both_syntaxes_give_the_same(make_site: MakeSite, case: str) -> None:
    site = make_site(CASES[case])
    result = site.build()
    assert result.warnings == []
    rest, myst = shown(site, "rest"), shown(site, "myst")
    assert "dcs" in rest
    assert rest == myst


def test_a_table_is_a_plain_docutils_table_when_it_is_written(make_site: MakeSite) -> None:
    text = shown(make_site(CASES["table by number"]), "rest")
    assert "dcs_placeholder" not in text
    assert "Storage SOP Classes" in text
    assert "1.2.840.10008.5.1.4.1.1.2" in text
    assert 'morerows="1"' in text
    assert 'morecols="1"' in text


def test_rows_are_not_in_the_stored_page(make_site: MakeSite) -> None:
    result = make_site(CASES["table by number"]).build()
    assert "CT Image Storage" not in result.doctree("rest").pformat()
    assert "CT Image Storage" in result.output("rest.html")


def test_a_body_stands_before_or_after_the_sections_own_words(make_site: MakeSite) -> None:
    site = make_site(CASES["section with body"])
    text = site.build().output("myst.html")
    assert text.index("<em>words</em>") < text.index("lists support for")
    site.put(pages("dcs-section", "1.2.1", "More *words*."))
    text = site.build().output("myst.html")
    assert text.index("<em>words</em>") > text.index("lists support for")


def test_a_shallow_section_has_no_subsections(make_site: MakeSite) -> None:
    text = shown(make_site(CASES["section by slug"]), "rest")
    assert text.count("<dcs_section") == 1
    assert shown(make_site(CASES["section"]), "rest").count("<dcs_section") == 2


# --- mistakes ---------------------------------------------------------------------------------

MISTAKES = {
    "unknown profile": (pages("dcs-cover", profile="tast"), "DCS071", "Did you mean 'test'?"),
    "unknown section": (pages("dcs-section", "content-and-transfers"), "DCS065", "Did you mean"),
    "unknown table": (pages("dcs-table", "99-1"), "DCS072", "99-1"),
    "unknown service": (pages("dcs-sop-table", service="storrage"), "DCS072", "Did you mean"),
    "not supported": (pages("dcs-table", "7-10"), "DCS074", "7-10"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_one_message_at_its_line_and_the_rest_is_built(
    make_site: MakeSite, case: str
) -> None:
    files, code, words = MISTAKES[case]
    result = make_site(files).build()
    assert len(result.warnings) == 2, result.warnings
    for line, place in zip(sorted(result.warnings), ("myst.md:3", "rest.rst:4"), strict=True):
        assert place in line
        assert f"[dcs.{code}]" in line
        assert words in line
    assert "Page" in result.output("rest.html")


NESTED = {
    "rest.rst": "Page\n====\n\n.. note::\n\n   .. dcs-section:: 1.1\n",
    "myst.md": "# Page\n\n````{note}\n```{dcs-section} 1.1\n```\n````\n",
    "index.rst": "Site\n====\n\n.. toctree::\n\n   rest\n   myst\n",
}


def test_a_section_inside_something_is_refused(make_site: MakeSite) -> None:
    result = make_site(NESTED).build()
    assert sorted(re.findall(r"\[dcs\.(\w+)\]", "\n".join(result.warnings))) == ["DCS073"] * 2


def test_a_message_about_a_profile_is_shown_once_at_its_place(make_site: MakeSite) -> None:
    files = {**CASES["statement"], "test.yaml": "product: {name: X, nmae: Y}\n"}
    result = make_site(files).build()
    (line,) = result.warnings
    assert line.startswith("test.yaml:1:20: WARNING: Unknown key 'nmae'")
    assert "[dcs.DCS020]" in line


def test_messages_can_be_suppressed_by_code(make_site: MakeSite) -> None:
    files = {**CASES["statement"], "test.yaml": "product: {name: X, nmae: Y}\n"}
    assert make_site(files, suppress_warnings=["dcs.DCS020"]).build().warnings == []


# --- roles ------------------------------------------------------------------------------------

ROLES = """\
Page
====

:dcs:table:`1-1`, :dcs:table:`the table <test/storage-sop-classes>`,
:dcs:section:`content-and-transfer`, :dcs:ae:`STORE`, :dcs:sop-class:`CTImageStorage`,
:dcs:sop-class:`UltrasoundImageStorage`, :dcs:tag:`PatientID`, :dcs:section:`1.2.5`.
"""
ROLES_MYST = """\
# Page

{dcs:table}`1-1`, {dcs:table}`the table <test/storage-sop-classes>`,
{dcs:section}`content-and-transfer`, {dcs:ae}`STORE`, {dcs:sop-class}`CTImageStorage`,
{dcs:sop-class}`UltrasoundImageStorage`, {dcs:tag}`PatientID`, {dcs:section}`1.2.5`.
"""


def test_roles_refer_to_what_the_statement_has(make_site: MakeSite) -> None:
    chapter = "```{dcs-section} 1\n```\n\n```{dcs-section} 4\n```\n"
    index = "Site\n====\n\n.. toctree::\n\n   rest\n   myst\n   chapter\n"
    files = {"rest.rst": ROLES, "myst.md": ROLES_MYST, "chapter.md": chapter, "index.rst": index}
    result = make_site(files).build()
    assert result.warnings == []
    for page in ("rest.html", "myst.html"):
        text = result.output(page)
        links = re.findall(r'<a class="[^"]*" href="(chapter[^"]*)"[^>]*>(.*?)</a>', text)
        table = "chapter.html#dcs-test-table-storage-sop-classes"
        assert (table, "Table 1-1") in links
        assert (table, "the table") in links
        assert (table, "CT Image Storage") in links
        assert ("chapter.html#dcs-test-section-content-and-transfer", "Section 1.1") in links
        assert ("chapter.html#dcs-test-section-application-entity-store", "STORE") in links
        assert ("chapter.html#dcs-test-section-printing", "Section 1.2.5") in links
        assert "Ultrasound Image Storage" in text
        assert "Patient ID" in text
        assert "(0010,<wbr />0020)" in text


def test_a_role_for_something_unknown_is_reported(make_site: MakeSite) -> None:
    page = "Page\n====\n\n:dcs:table:`9-99` :dcs:tag:`PatientIDD` :dcs:ae:`STORRE`\n"
    result = make_site({"index.rst": page}).build()
    codes = re.findall(r"\[dcs\.(\w+)\]", "\n".join(result.warnings))
    assert sorted(codes) == ["DCS045", "DCS065", "DCS065"]
    assert all("index.rst:4" in line for line in result.warnings)
