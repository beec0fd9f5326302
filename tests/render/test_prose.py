"""A team's Markdown on pages of either syntax."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from tests.sites import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Result, Site

    MakeSite = Callable[..., Site]

SLOT = 'describe: "A *small* server."'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)


def profile(markdown: str) -> str:
    """Return a profile with a text in its first slot, which begins in line 3."""
    block = "describe: |\n" + indent(markdown, "    ")
    lines = PROFILE.replace('{name: Test PACS, version: "1.0", ' + SLOT + "}", "@")
    product = f'\n  name: Test PACS\n  version: "1.0"\n  {block}'
    return lines.lstrip().replace("product: @\n", f"product:{product}\n")


def show(make_site: MakeSite, markdown: str, **files: str) -> Result:
    """Return the build of a page of each syntax that shows the text."""
    pages = {
        "index.rst": "Index\n=====\n\n.. toctree::\n\n   rest\n   myst\n   deep/more\n",
        "rest.rst": ".. dcs-section:: 1\n",
        "myst.md": "# Page\n\n```{dcs-section} 1.1\n```\n",
        "deep/more.rst": "More\n====\n\n.. dcs-section:: 1\n   :shallow:\n",
    }
    return make_site({**pages, "test.yaml": profile(markdown), **files}).build()


def body(result: Result, page: str) -> list[nodes.Node]:
    """Return what the text has become on a page."""
    document = result.doctree(page)
    return [
        node
        for node in document.findall(nodes.Element)
        if (node.source or "").endswith("test.yaml") and isinstance(node.parent, nodes.section)
    ]


def test_the_position_of_a_text_is_known(make_site: MakeSite) -> None:
    result = show(make_site, "One.\n\nTwo,\nthree.\n\n* four\n* five\n")
    assert [node.line for node in body(result, "rest")] == [5, 7, 10]


EVERYTHING = """\
# Heading

*em*, **strong**, ~~gone~~, `code`, [link](https://example.com/?a=b&c) <b>not HTML</b>

1. one
2. two

> quoted

```c
int a;
```

| A | B |
| - | - |
| 1 | 2 |

$$E = mc^2$$

Inline $x^2$, but $5 or $10. Line\\
break. Note[^1].

***

![A dot](dot.png)

<script>alert(1)</script>

[^1]: The words of the note.
"""


def test_markdown_becomes_nodes(make_site: MakeSite) -> None:
    result = show(make_site, EVERYTHING)
    assert not [line for line in result.warnings if "dot.png" not in line]
    made = [type(node) for node in body(result, "rest")]
    assert made == [
        nodes.rubric,
        nodes.paragraph,
        nodes.enumerated_list,
        nodes.block_quote,
        nodes.literal_block,
        nodes.table,
        nodes.math_block,
        nodes.paragraph,
        nodes.paragraph,
        nodes.paragraph,
        nodes.footnote,
    ]


def test_html_in_markdown_is_text(make_site: MakeSite) -> None:
    page = show(make_site, EVERYTHING).output("rest.html")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;not HTML&lt;/b&gt;" in page


def test_dollars_are_not_math(make_site: MakeSite) -> None:
    assert "but $5 or $10" in show(make_site, EVERYTHING).output("rest.html")


def test_a_footnote_is_linked_both_ways(make_site: MakeSite) -> None:
    document = show(make_site, EVERYTHING).doctree("rest", is_resolved=True)
    (reference,) = document.findall(nodes.footnote_reference)
    (footnote,) = document.findall(nodes.footnote)
    assert reference["refid"] in footnote["ids"]
    assert reference["ids"] == footnote["backrefs"]
    assert reference.astext() == "1"


def test_an_image_is_relative_to_the_profile(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.rst": "Index\n=====\n\n.. toctree::\n\n   deep/page\n",
            "deep/page.rst": ".. dcs-section:: 1\n",
            "products/test.yaml": profile("![A dot](dot.png)\n"),
        },
        dcs_profiles={"test": "products/test.yaml"},
    )
    (site.folder / "products" / "dot.png").write_bytes(PIXEL)
    result = site.build()
    assert result.warnings == []
    assert '<img alt="A dot" src="../_images/dot.png"' in result.output("deep/page.html")


@pytest.mark.parametrize("link", ["deep/more.rst", "deep/more", "./deep/more.rst#place"])
def test_a_link_to_a_file_of_the_site_leads_to_its_page(make_site: MakeSite, link: str) -> None:
    result = show(make_site, f"See [the *page*]({link}).\n")
    assert result.warnings == []
    assert 'href="deep/more.html"' in result.output("rest.html")
    assert 'href="#"' in result.output("deep/more.html")


def test_a_link_to_nothing_is_reported_at_its_line(make_site: MakeSite) -> None:
    result = show(make_site, "One.\n\nSee [nothing](gone.md).\n")
    (message,) = set(result.warnings)
    assert message.startswith("test.yaml:7: WARNING: The link 'gone.md' does not lead to a page.")
    assert message.endswith("[dcs.DCS082]")


def test_roles_work_in_any_page(make_site: MakeSite) -> None:
    text = "{dcs:table}`1-1`, {dcs:section}`chapter <1>`, {dcs:tag}`PatientID`, {kbd}`Enter`\n"
    result = show(make_site, text)
    assert result.warnings == []
    for page in ("rest.html", "deep/more.html"):
        html = result.output(page)
        assert ">Table 1-1</a>" in html
        assert ">chapter</a>" in html
        assert "Patient ID" in html
        assert '<kbd class="kbd docutils literal notranslate">Enter</kbd>' in html


def test_a_wrong_role_or_target_is_reported_at_its_line(make_site: MakeSite) -> None:
    result = show(make_site, "One.\n\n{dcs:table}`9-99` {dcs:tag}`Nonsense` {nonsense}`x`\n")
    codes = {line.rpartition("[")[2] for line in result.warnings}
    assert codes == {"dcs.DCS065]", "dcs.DCS045]", "dcs.DCS081]"}
    assert all("test.yaml:7: WARNING" in line for line in result.warnings)


def test_the_page_is_read_again_when_what_a_role_names_changes(make_site: MakeSite) -> None:
    text = profile("See {dcs:table}`storage-c-store-scp`.\n")
    site = make_site({"index.rst": ".. dcs-section:: 1\n   :shallow:\n", "test.yaml": text})
    assert ">Table 7-" in site.build().app.outdir.joinpath("index.html").read_text("utf-8")
    site.change("test.yaml", "  scu: {status-codes: {c-store: {success: Done.}}}\n", "")
    assert site.build().read == {"index"}


def test_names_in_a_profile_are_those_of_its_own_statement(make_site: MakeSite) -> None:
    other = PROFILE.replace("A *small* server.", "See {dcs:ae}`OTHER`.").replace("STORE:", "OTHER:")
    files = {
        "index.rst": "Index\n=====\n\n.. dcs-section:: 1\n   :profile: other\n",
        "other.yaml": other,
    }
    profiles = {"test": "test.yaml", "other": "other.yaml"}
    site = make_site(files, dcs_profiles=profiles, dcs_profile="test")
    assert site.build().warnings == []
