"""What holds for statements of any product, on the real template."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from sphinx_dcs.statement.model import (
    BulletList,
    FigureBlock,
    Link,
    ListItem,
    Paragraph,
    Reference,
    TableBlock,
)
from sphinx_dcs.template import load_template, number_key
from tests.statement.profiles import (
    ROLES,
    TEMPLATE,
    Role,
    any_entities,
    any_roles,
    profile_of,
    statement_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.statement.model import Inline, Section, Statement

WITH_CONTENT = {
    section.slug
    for section in TEMPLATE.sections
    if section.when or any(block.kind != "wording" for block in section.blocks)
}
"""Sections that apply even if none of their subsections does."""

some = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sections(statement: Statement) -> list[Section]:
    return [section for top in statement.sections for section in top.walk()]


def check_numbers_of_sections(statement: Statement) -> None:
    numbers = [section.number for section in sections(statement)]
    assert len(set(numbers)) == len(numbers)
    assert numbers == sorted(numbers, key=number_key)
    for section in sections(statement):
        assert section.depth == section.number.count(".") + 1
        for below in section.sections:
            assert below.number.rpartition(".")[0] == section.number
    assert [top.number for top in statement.sections] == [*"12345678", *"ABCDE"]


def check_numbers_of_tables(statement: Statement) -> None:
    blocks = [
        (section, block)
        for section in sections(statement)
        for block in section.blocks
        if isinstance(block, TableBlock | FigureBlock)
    ]
    for kind, found in ((TableBlock, statement.tables), (FigureBlock, statement.figures)):
        placed = [(section, block.slug) for section, block in blocks if isinstance(block, kind)]
        assert [slug for _, slug in placed] == list(found)
        counters: dict[str, Iterator[int]] = {}
        for section, slug in placed:
            chapter = section.number.partition(".")[0]
            number = f"{chapter}-{next(counters.setdefault(chapter, count(1)))}"
            assert found[slug].number == number
            assert found[slug].section == section.slug


def check_not_applicable(statement: Statement) -> None:
    for section in sections(statement):
        marked = section.title.endswith(" - N/A")
        assert marked == (not section.is_applicable)
        if marked:
            assert section.blocks == (Paragraph(("N/A",)),)
            assert section.sections == ()
        elif section.sections and section.definition not in WITH_CONTENT:
            assert any(below.is_applicable for below in section.sections)


def check_references(statement: Statement) -> None:
    for span in references(statement):
        target = statement.targets[span.kind, span.target]
        assert span.text == target.text
        assert target.section in statement.by_slug or target.section == ""
    for target in statement.targets.values():
        if target.kind == "table":
            assert target.slug in statement.tables
        if target.kind == "section":
            assert target.slug in statement.by_slug


def references(statement: Statement) -> Iterator[Reference]:
    for section in sections(statement):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from within(block.content)
            elif isinstance(block, BulletList):
                yield from within_items(block.items)
    for table in statement.tables.values():
        for row in table.rows:
            for cell in row.cells:
                yield from within(cell.content)


def within_items(items: tuple[ListItem, ...]) -> Iterator[Reference]:
    for item in items:
        yield from within(item.content)
        yield from within_items(item.items)


def within(inline: Inline) -> Iterator[Reference]:
    for span in inline:
        if isinstance(span, Reference):
            yield span
        elif hasattr(span, "children"):
            assert not isinstance(span, Link) or span.uri
            yield from within(span.children)


@some
@given(any_roles, any_entities)
def test_what_holds_for_any_product(roles: set[Role], entities: list[str]) -> None:
    statement, messages = statement_of(profile_of(roles, entities))
    assert messages == []
    check_numbers_of_sections(statement)
    check_numbers_of_tables(statement)
    check_not_applicable(statement)
    check_references(statement)


@some
@given(any_roles)
def test_sections_of_the_template_keep_their_numbers(roles: set[Role]) -> None:
    statement, _ = statement_of(profile_of(roles))
    everything, _ = statement_of(profile_of(ROLES))
    numbers = {section.slug: section.number for section in sections(everything)}
    for section in sections(statement):
        assert numbers.get(section.slug, section.number) == section.number


@some
@given(any_roles, any_roles)
def test_more_services_take_nothing_away(roles: set[Role], more: set[Role]) -> None:
    few, _ = statement_of(profile_of(roles))
    many, _ = statement_of(profile_of(roles | more))
    assert few.tables.keys() <= many.tables.keys()
    assert {s.slug for s in sections(few) if s.is_applicable} <= {
        s.slug for s in sections(many) if s.is_applicable
    }


def test_a_product_without_anything_has_a_statement() -> None:
    statement, messages = statement_of({"product": {"name": "Test"}})
    assert messages == []
    check_numbers_of_sections(statement)
    check_numbers_of_tables(statement)
    check_not_applicable(statement)
    check_references(statement)


def test_every_row_has_its_own_name_within_its_table() -> None:
    statement, _ = statement_of(profile_of(ROLES, ["ONE"]))
    for table in statement.tables.values():
        names = [row.id for row in table.rows if not row.is_group]
        assert len(set(names)) == len(names), table.slug
        assert all(names), table.slug


def test_prose_of_every_role_and_transaction_has_a_place() -> None:
    template = load_template()
    slots = {block.name for section in template.sections for block in section.blocks}
    for service in template.services.values():
        for role in service.roles:
            path = f"{service.path}.{role}"
            assert f"{path}.describe" in slots
            for transaction in service.transactions:
                assert f"{path}.{transaction}.describe" in slots
