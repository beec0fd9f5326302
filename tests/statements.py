"""Statements made by hand, for tests of what is shown of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sphinx_dcs.diagnostics import Position
from sphinx_dcs.statement import model
from sphinx_dcs.statement.model import Cell, Column, Inline, Row, Section, Statement, Table, Target


def words(content: str | Inline) -> Inline:
    """Return plain text as inline text."""
    return (content,) if isinstance(content, str) else content


def cell(column: str, content: str | Inline = "", **attributes: Any) -> Cell:
    """Return a cell."""
    return Cell(words(content), column=column, **attributes)


def heading(column: str, content: str, **attributes: Any) -> Cell:
    """Return a cell that heads its column or row."""
    return cell(column, content, is_header=True, **attributes)


COLUMNS = (
    Column("name", "Name", 30),
    Column("uid", "UID", 40),
    Column("scu", "SCU", 15),
    Column("scp", "SCP", 15),
)
HEADER = (
    Row((heading("name", "SOP Classes", rows=2, columns=2), heading("scu", "Roles", columns=2))),
    Row((heading("scu", "SCU"), heading("scp", "SCP"))),
)
ROWS = (
    Row((heading("name", "Images & <more>", columns=4),), "images", is_group=True),
    Row(
        (
            heading("name", "CT", rows=2),
            cell("uid", "1.2.840", kind="uid", rows=2, notes=(1,)),
            cell("scu", "Y", kind="yes-no"),
            cell("scp", "N", kind="yes-no", notes=(1, 2)),
        ),
        "ct",
    ),
    Row((cell("scu", "N", kind="yes-no"), cell("scp", "Y", kind="yes-no")), "ct-2"),
    Row((heading("name", "Others", columns=4),), "others", is_group=True),
    Row(
        (
            heading("name", "MR"),
            cell(
                "uid",
                (
                    model.Strong(("strong",)),
                    " ",
                    model.Emphasis(("weak",)),
                    model.LineBreak(),
                    model.Code("a<b"),
                    model.Link("https://example.com/?a&b", ("out",)),
                    model.Reference("section", "details", "Section 7"),
                ),
            ),
            cell("scu", ""),
            cell("scp", "(0010,0020)", kind="tag"),
        ),
        "mr",
    ),
)
TABLE = Table(
    slug="classes",
    definition="classes",
    number="1-1",
    template_number="1-1",
    caption=("SOP Classes",),
    section="content",
    columns=COLUMNS,
    header=HEADER,
    rows=ROWS,
    notes=(("With care.",), ("Or not.",)),
)


def section(slug: str, number: str, title: str, *blocks: model.Block, **more: Any) -> Section:
    """Return a section, not applicable if it has no blocks and no subsections."""
    is_applicable = bool(blocks or more.get("sections"))
    suffix = "" if is_applicable else " - N/A"
    content = blocks or (() if is_applicable else (model.Paragraph(("N/A",)),))
    depth = number.count(".") + 1
    return Section(slug, slug, number, title + suffix, depth, is_applicable, content, **more)


FIGURE = model.Figure(
    slug="flow",
    definition="flow",
    number="4-1",
    template_number="4-1",
    caption=("Data Flow",),
    section="model",
    diagram=model.Diagram(
        lanes=(("left", "Local"), ("right", "Remote")),
        boxes=(
            model.Box("store", "Store <1>", "left", "circle"),
            model.Box("modality", "Modality", "right"),
        ),
        arrows=(model.Arrow("modality", "store", "Storage"),),
    ),
    description="Modality sends to Store <1>.",
)
SECTIONS = (
    section(
        "overview",
        "1",
        'Overview of "Demo"',
        model.Paragraph(
            (
                'It\'s "quoted" -- as it is. See ',
                model.Reference("table", "classes", "Table 1-1"),
                ".",
            )
        ),
        sections=(
            section(
                "content",
                "1.1",
                "Content and Transfer",
                model.BulletList((model.ListItem(("one",), (model.ListItem(("below",)),)),)),
                model.TableBlock("classes"),
                model.Prose("Some *words*.", Position("demo.yaml", 3, 5)),
            ),
            section("media", "1.2", "Media"),
        ),
    ),
    section("model", "4", "Model", model.FigureBlock("flow")),
    section(
        "details",
        "7",
        "Details",
        sections=(
            section(
                "status",
                "7.3",
                "Status",
                sections=(section("status-scu", "7.3.1", "SCU", model.TableBlock("codes")),),
            ),
        ),
    ),
    section("iods", "A", "Information Objects"),
)
CODES = replace(
    TABLE, slug="codes", number="7-1", section="status-scu", caption=("Codes",), notes=()
)


def make_statement(name: str = "demo", **changes: Any) -> Statement:
    """Return a small statement with something of everything.

    Parameters
    ----------
    name : str
        Name of its profile.
    **changes
        Other values of its attributes.
    """
    given = {
        "cover": model.Cover(product="Demo", versions=("1", "2"), date="2026-11-23", revision="3"),
        "sections": SECTIONS,
        "tables": {table.slug: table for table in (TABLE, CODES)},
        "figures": {"flow": FIGURE},
        "editions": model.Editions("T", "E", "D", "P"),
    }
    given |= changes
    by_slug = {each.slug: each for top in given["sections"] for each in top.walk()}
    return Statement(name=name, targets=_targets(given, by_slug), by_slug=by_slug, **given)


def _targets(given: dict[str, Any], by_slug: dict[str, Section]) -> dict[tuple[str, str], Target]:
    targets: dict[tuple[str, str], Target] = {}
    for each in by_slug.values():
        target = Target("section", each.slug, f"Section {each.number}", each.title, each.slug)
        targets |= {("section", name): target for name in (each.slug, each.number)}
    for table in given["tables"].values():
        title = model.plain_text(table.caption)
        target = Target("table", table.slug, f"Table {table.number}", title, table.section)
        targets |= {("table", name): target for name in (table.slug, table.number)}
    for figure in given["figures"].values():
        title = model.plain_text(figure.caption)
        target = Target("figure", figure.slug, f"Figure {figure.number}", title, figure.section)
        targets |= {("figure", name): target for name in (figure.slug, figure.number)}
    return targets
