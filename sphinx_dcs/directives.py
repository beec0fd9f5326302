"""Directives that show a statement or parts of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.digests import Shown
from sphinx_dcs.domain import domain_of
from sphinx_dcs.render.anchors import anchor
from sphinx_dcs.render.nodes import dcs_cover, dcs_placeholder
from sphinx_dcs.render.prose import Prose
from sphinx_dcs.render.sections import RANK_OF_SECTION, RANK_OF_STATEMENT, SectionMaker
from sphinx_dcs.statement.selecting import known_values, select_tables
from sphinx_dcs.warnings import warn, warn_of_profile

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dcs.diagnostics import Rule
    from sphinx_dcs.domain import DcsDomain
    from sphinx_dcs.statement import model
    from sphinx_dcs.statement.model import Section, Statement, Table


class StatementDirective(SphinxDirective):
    """What all our directives share: the profile, and messages instead of errors."""

    option_spec: ClassVar[dict[str, Any]] = {"profile": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the directive's nodes, none if there is nothing to show."""
        name = self.options.get("profile") or self.domain.profiles.options.default_profile
        self.note_shown("profile", "")
        statement = self.domain.profiles.statement(name)
        if statement is None:
            warn_of_profile(self.domain.profiles.options, (self.env.docname, self.lineno), name)
            return []
        made = self.nodes_of(statement)
        for node in made:
            self.set_source_info(node)
        return made

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return what the directive shows of a statement."""
        raise NotImplementedError

    @property
    def domain(self) -> DcsDomain:
        """The ``dcs`` domain of the project."""
        return domain_of(self.env)

    def warn(self, rule: Rule, **values: object) -> None:
        """Show a message at the directive."""
        warn(rule, (self.env.docname, self.lineno), **values)

    def note_shown(self, kind: str, name: str) -> None:
        """Remember what the page depends on."""
        shown = Shown(self.options.get("profile", ""), kind, name)
        self.domain.note_shown(self.env.docname, shown)


# --- sections ---------------------------------------------------------------------------------


class SectionsDirective(StatementDirective):
    """What directives share that make sections."""

    def maker(self, statement: Statement, rank: int) -> SectionMaker:
        """Return what makes the sections of a statement on this page."""

        def parse(prose: model.Prose) -> list[nodes.Node]:
            folder = self.domain.profiles.folder
            maker = Prose(self.env, self.state.document, statement.name, folder, prose.position)
            return maker.parse(prose.markdown)

        return SectionMaker(statement, self.domain, self.env.docname, parse, rank)

    def is_inside(self) -> bool:
        """Tell whether the directive stands inside something, after saying so."""
        parent = self.state_machine.node
        if parent is None or isinstance(parent, nodes.document | nodes.section):
            return False
        self.warn(rules.SECTION_INSIDE, parent=parent.tagname.replace("_", " "))
        return True


class SectionDirective(SectionsDirective):
    """A section of a statement, with all beneath it."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        **StatementDirective.option_spec,
        "shallow": directives.flag,
        "start": directives.flag,
        "end": directives.flag,
    }

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return the section; the directive's body stands before or after its content."""
        if self.is_inside():
            return []
        name = self.arguments[0].strip()
        is_deep = "shallow" not in self.options
        self.note_shown("section" if is_deep else "shallow", name)
        section = statement.section(name)
        if section is None:
            self._unknown(statement, name)
            return []
        return [self._section(statement, section, is_deep=is_deep)]

    def _section(self, statement: Statement, section: Section, *, is_deep: bool) -> nodes.Node:
        body = self.parse_content_to_nodes() if self.content else []
        before, after = (body, []) if "start" in self.options else ([], body)
        maker = self.maker(statement, RANK_OF_SECTION)
        return maker.section(section, before=before, after=after, is_deep=is_deep)

    def _unknown(self, statement: Statement, name: str) -> None:
        known = [slug for kind, slug in statement.targets if kind == "section"]
        suggestion = did_you_mean(name, known)
        self.warn(rules.UNKNOWN_TARGET, kind="section", name=name, suggestion=suggestion)


class WholeStatementDirective(SectionsDirective):
    """All sections of a statement."""

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return the chapters and annexes."""
        if self.is_inside():
            return []
        self.note_shown("statement", "")
        maker = self.maker(statement, RANK_OF_STATEMENT)
        return [maker.section(section) for section in statement.sections]


# --- tables -----------------------------------------------------------------------------------


class TablesDirective(StatementDirective):
    """What directives share that show copies of tables."""

    def copies(self, statement: Statement, tables: tuple[Table, ...]) -> list[nodes.Node]:
        """Return the places of tables; the pages of sections own the originals."""
        return [self._copy(statement, table) for table in tables]

    def _copy(self, statement: Statement, table: Table) -> dcs_placeholder:
        number = self.env.new_serialno("dcs")
        made = anchor(statement.name, "table", table.slug, f"copy {number}")
        return dcs_placeholder(
            "", ids=[made], profile=statement.name, kind="table", dcs_slug=table.slug
        )


class TableDirective(TablesDirective):
    """Any table, by its name, its number in Annex N or its bookmark there."""

    required_arguments = 1
    final_argument_whitespace = True

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return the table."""
        name = self.arguments[0].strip()
        self.note_shown("table", name)
        table = statement.table(name)
        if table is None:
            self._missing(name)
            return []
        return self.copies(statement, (table,))

    def _missing(self, name: str) -> None:
        known = known_values("slug")
        if name in known_values("number") or name in known:
            self.warn(rules.NOT_SUPPORTED, name=name)
        else:
            criteria, suggestion = repr(name), did_you_mean(name, known)
            self.warn(rules.NO_SUCH_TABLE, criteria=criteria, suggestion=suggestion)


class SelectingDirective(TablesDirective):
    """What directives share that select tables by what they are about."""

    attributes: ClassVar[dict[str, str]] = {}
    """The attribute of a table's definition that each option selects by."""
    family: ClassVar[str] = ""
    """The kind of tables that the directive shows."""

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return the tables that the options select."""
        given = {
            attribute: self.options[option].strip()
            for option, attribute in self.attributes.items()
            if option in self.options
        }
        criteria = {"family": self.family, **given}
        self.note_shown("selection", json.dumps(criteria))
        tables = select_tables(statement, **criteria)
        if not tables:
            self._none(given)
        return self.copies(statement, tables)

    def _none(self, given: dict[str, str]) -> None:
        criteria = ", ".join(f"{key} {text!r}" for key, text in given.items()) or "of this kind"
        suggestions = (
            did_you_mean(text, known_values(key))
            for key, text in given.items()
            if text not in known_values(key)
        )
        suggestion = next(filter(None, suggestions), "")
        self.warn(rules.NO_SUCH_TABLE, criteria=criteria, suggestion=suggestion)


def _options(*names: str) -> dict[str, Any]:
    own = dict.fromkeys(names, directives.unchanged_required)
    return {**StatementDirective.option_spec, **own}


class SopTableDirective(SelectingDirective):
    """The SOP Classes or resources of a service."""

    attributes: ClassVar[dict[str, str]] = {"service": "area"}
    family = "sop-classes"
    option_spec: ClassVar[dict[str, Any]] = _options(*attributes)


class StatusCodesDirective(SelectingDirective):
    """The status codes of a service, a role, a message or a transaction."""

    attributes: ClassVar[dict[str, str]] = {
        "service": "service",
        "role": "role",
        "message": "message",
        "transaction": "transaction",
        "sop-class": "subject",
    }
    family = "status-codes"
    option_spec: ClassVar[dict[str, Any]] = _options(*attributes)


class CoverDirective(StatementDirective):
    """What the cover page says."""

    def nodes_of(self, statement: Statement) -> list[nodes.Node]:
        """Return the cover."""
        self.note_shown("cover", "")
        return [dcs_cover("", classes=["dcs-cover"], profile=statement.name)]


DIRECTIVES: dict[str, type[StatementDirective]] = {
    "dcs-section": SectionDirective,
    "dcs-statement": WholeStatementDirective,
    "dcs-table": TableDirective,
    "dcs-sop-table": SopTableDirective,
    "dcs-status-codes": StatusCodesDirective,
    "dcs-cover": CoverDirective,
}
"""Every directive by its name."""


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
