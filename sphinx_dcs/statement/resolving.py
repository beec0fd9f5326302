"""Resolves a profile against the template: the statement with all numbers final."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from sphinx_dcs.profile.profile import text_of
from sphinx_dcs.statement.consistency import check_consistency
from sphinx_dcs.statement.content import Content
from sphinx_dcs.statement.context import Context
from sphinx_dcs.statement.diagrams import DIAGRAMS, describe
from sphinx_dcs.statement.glossary import used_terms, words_of
from sphinx_dcs.statement.markup import CellText
from sphinx_dcs.statement.model import Cover, Figure, Statement, Table
from sphinx_dcs.statement.outline import make_outline, names_in
from sphinx_dcs.statement.sources import SOURCES
from sphinx_dcs.statement.support import Support
from sphinx_dcs.statement.table_notes import table_notes
from sphinx_dcs.statement.tables import Body, make_columns, make_header
from sphinx_dcs.statement.targets import Placed, find_target, make_targets, place
from sphinx_dcs.statement.text import Wording

if TYPE_CHECKING:
    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.profile.profile import Profile
    from sphinx_dcs.statement.model import Editions, Inline, Section, Target
    from sphinx_dcs.statement.outline import Node
    from sphinx_dcs.template.model import FigureDefinition, TableDefinition, Template, Term

_GLOSSARY = "glossary"
_TITLE = "DICOM Conformance Statement"


def resolve(
    template: Template, profile: Profile, editions: Editions, diagnostics: Diagnostics
) -> Statement:
    """Return the statement of a profile.

    Parameters
    ----------
    template : Template
        Annex N.
    profile : Profile
        The product's facts, checked.
    editions : Editions
        What to name as the sources of the statement.
    diagnostics : Diagnostics
        Where messages go.
    """
    check_consistency(profile, diagnostics)
    return _Resolver(template, profile, diagnostics).statement(editions)


class _Resolver:
    def __init__(self, template: Template, profile: Profile, diagnostics: Diagnostics) -> None:
        self._template = template
        self._profile = profile
        self._diagnostics = diagnostics
        self._support = Support(template, profile, diagnostics)
        self._chapters = make_outline(self._support, diagnostics)
        self._nodes = [node for top in self._chapters for node in top.walk()]
        self._tables = place(self._nodes, self._support, "table")
        self._figures = place(self._nodes, self._support, "figure")
        self._targets = make_targets(self._nodes, self._tables, self._figures, profile)
        self._cells = CellText(self._targets, diagnostics, template)
        self._notes = table_notes(profile, self._targets, diagnostics)
        self._wordings = {node.slug: Wording(self._finder(node)) for node in self._nodes}

    def _finder(self, node: Node) -> partial[Target]:
        return partial(find_target, self._targets, self._template, node.scope)

    def statement(self, editions: Editions) -> Statement:
        content = Content(self._support, self._cells)
        sections = tuple(content.section(node, self._wordings) for node in self._chapters)
        return Statement(
            name=self._profile.name,
            cover=make_cover(self._profile),
            sections=sections,
            tables=self._all_tables(sections),
            figures={each.slug: self._figure(each) for each in self._figures},
            targets=self._targets,
            editions=editions,
            by_slug={each.slug: each for top in sections for each in top.walk()},
        )

    # --- tables ---

    def _all_tables(self, sections: tuple[Section, ...]) -> dict[str, Table]:
        """Return all tables; the glossaries last, as they list what the others use."""
        made = {p.slug: self._table(p, {}) for p in self._tables if not _is_glossary(p)}
        words = words_of(sections, made)
        terms = {
            name: used_terms(words, glossary)
            for name, glossary in self._template.glossaries.items()
        }
        made |= {p.slug: self._table(p, terms) for p in self._tables if _is_glossary(p)}
        return {placed.slug: made[placed.slug] for placed in self._tables}

    def _table(self, placed: Placed, terms: dict[str, tuple[Term, ...]]) -> Table:
        definition = cast("TableDefinition", placed.definition)
        context = self._context(placed, definition, terms)
        body = Body(definition.leaves, SOURCES[definition.source](context))
        rows = body.rows()
        return Table(
            slug=placed.slug,
            definition=definition.slug,
            number=placed.number,
            template_number=definition.number,
            caption=self._caption(placed),
            section=placed.node.slug,
            columns=make_columns(definition.columns),
            header=make_header(definition.columns),
            rows=rows,
            notes=(*body.notes, *self._table_notes(placed)),
            is_wide=definition.is_landscape,
        )

    def _context(
        self, placed: Placed, definition: TableDefinition, terms: dict[str, tuple[Term, ...]]
    ) -> Context:
        return Context(
            table=definition,
            scope=placed.node.scope,
            support=self._support,
            cells=self._cells,
            wording=self._wordings[placed.node.slug],
            diagnostics=self._diagnostics,
            used_terms=terms,
        )

    def _caption(self, placed: Placed) -> Inline:
        names = names_in(placed.node.scope, self._profile)
        return self._wordings[placed.node.slug].fill(placed.definition.caption, names)

    def _table_notes(self, placed: Placed) -> tuple[Inline, ...]:
        notes = self._notes.get(placed.slug, ())
        return tuple(self._cells.parse(text_of(note), note.position) for note in notes)

    # --- figures ---

    def _figure(self, placed: Placed) -> Figure:
        definition = cast("FigureDefinition", placed.definition)
        diagram = DIAGRAMS[definition.diagram](self._support)
        return Figure(
            slug=placed.slug,
            definition=definition.slug,
            number=placed.number,
            template_number=definition.number,
            caption=self._caption(placed),
            section=placed.node.slug,
            diagram=diagram,
            description=describe(diagram),
        )


def _is_glossary(placed: Placed) -> bool:
    return getattr(placed.definition, "source", "") == _GLOSSARY


def make_cover(profile: Profile) -> Cover:
    """Return what the cover page says (Annex N, "Cover Page")."""
    version = profile.text("product.version")
    return Cover(
        product=profile.text("product.name"),
        versions=tuple(profile.texts("product.versions") or filter(None, [version])),
        date=profile.text("document.date"),
        options=tuple(profile.texts("product.options")),
        manufacturer=profile.text("product.manufacturer"),
        revision=profile.text("document.revision"),
        title=profile.text("document.title") or _TITLE,
        language=profile.text("document.language"),
    )
