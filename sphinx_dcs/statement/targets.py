"""Everything in a statement that can be referred to, with its final number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dcs.statement.model import Target
from sphinx_dcs.statement.outline import instance_slug, names_in
from sphinx_dcs.statement.text import fill_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dcs.profile.profile import Profile
    from sphinx_dcs.statement.model import TargetKind
    from sphinx_dcs.statement.outline import Node
    from sphinx_dcs.statement.support import Scope, Support
    from sphinx_dcs.template.model import FigureDefinition, TableDefinition, Template

_ENTITY = "application-entities"
TargetMap = dict[tuple[str, str], Target]


@dataclass(frozen=True, slots=True)
class Placed:
    """A table or figure at its place in the outline.

    Attributes
    ----------
    slug, number, caption : str
        Final.
    definition : TableDefinition or FigureDefinition
        What the template says of it.
    node : Node
        The section that holds it.
    """

    slug: str
    number: str
    caption: str
    definition: TableDefinition | FigureDefinition
    node: Node


def place(nodes: list[Node], support: Support, kind: TargetKind) -> list[Placed]:
    """Return the tables or figures of a statement, numbered within each chapter.

    Annex N counts tables by their position within the chapter, whatever the
    number that the template gives them.
    """
    known = support.template.tables if kind == "table" else support.template.figures
    counts: dict[str, int] = {}
    placed: list[Placed] = []
    for node in nodes:
        for block in node.blocks() if node.is_applicable else ():
            if block.kind == kind and support.holds(block.when, node.scope):
                counts[node.chapter] = counts.get(node.chapter, 0) + 1
                number = f"{node.chapter}-{counts[node.chapter]}"
                placed.append(_placed(known[block.name], number, node, support.profile))
    return placed


def _placed(
    definition: TableDefinition | FigureDefinition, number: str, node: Node, profile: Profile
) -> Placed:
    slug = instance_slug(definition.slug, node.scope)
    caption = fill_text(definition.caption, names_in(node.scope, profile))
    return Placed(slug, number, caption, definition, node)


# --- the map of targets -----------------------------------------------------------------------


def make_targets(
    nodes: list[Node], tables: list[Placed], figures: list[Placed], profile: Profile
) -> TargetMap:
    """Return all targets by kind and by each name that they answer to."""
    targets: TargetMap = {}
    for node in nodes:
        target = Target("section", node.slug, section_text(node.number), node.title, node.slug)
        _enter(targets, target, _section_names(node))
    for kind, placed in (("table", tables), ("figure", figures)):
        for each in placed:
            _enter(targets, _target_of(kind, each), _placed_names(each))
    for target in _entities(nodes, profile):
        _enter(targets, target, [])
    return targets


def _enter(targets: TargetMap, target: Target, names: list[str]) -> None:
    targets[target.kind, target.slug] = target
    for name in names:
        # Of several instances the first one has the name of the definition.
        targets.setdefault((target.kind, name), target)


def section_text(number: str) -> str:
    """Return how a reference to a section reads."""
    return f"Annex {number}" if number.isalpha() else f"Section {number}"


def _section_names(node: Node) -> list[str]:
    return [node.definition.slug, node.definition.number] if node.definition else []


def _placed_names(placed: Placed) -> list[str]:
    bookmark = getattr(placed.definition, "bookmark", "")
    names = (placed.definition.slug, placed.definition.number, bookmark)
    return [name for name in names if name]


def _target_of(kind: str, placed: Placed) -> Target:
    text = f"{kind.title()} {placed.number}"
    return Target(kind, placed.slug, text, placed.caption, placed.node.slug)  # type: ignore[arg-type]


def _entities(nodes: list[Node], profile: Profile) -> Iterator[Target]:
    """Yield the Application Entities, each with the section that describes it."""
    described: dict[str, str] = {}
    for node in nodes:
        repeat = node.definition.repeat if node.definition else None
        if repeat and repeat.path == _ENTITY:
            described.setdefault(node.scope[repeat.variable].key.text, node.slug)
    for entry in profile.entries(_ENTITY):
        name = entry.key.text
        yield Target("ae", name, name, name, described.get(name, ""))


# --- references of the template's wording -----------------------------------------------------


def find_target(
    targets: TargetMap, template: Template, scope: Scope, kind: TargetKind, slug: str
) -> Target:
    """Return what the template's wording refers to.

    Where the statement does not have it, the section that would hold it, or
    the nearest one around that, is the target.

    Raises
    ------
    KeyError
        If the template does not define it.
    """
    found = targets.get((kind, instance_slug(slug, scope))) or targets.get((kind, slug))
    return found or _holding_section(targets, template, kind, slug)


def _holding_section(
    targets: Mapping[tuple[str, str], Target], template: Template, kind: str, slug: str
) -> Target:
    if kind == "table":
        slug = template.tables[slug].section
    elif kind == "figure":
        slug = template.figures[slug].section
    number = next(each.number for each in template.sections if each.slug == slug)
    while number:
        if found := targets.get(("section", number)):
            return found
        number = number.rpartition(".")[0]
    raise KeyError(slug)


# --- references of a team's text --------------------------------------------------------------


def find_by_name(
    targets: Mapping[tuple[str, str], Target], template: Template, kind: str, name: str
) -> Target | None:
    """Return what a team's text refers to, or None if nothing has that name.

    What the template has, but not the statement, is represented by the section
    that would hold it, or the nearest one around that.

    Parameters
    ----------
    targets : mapping
        Everything in the statement that can be referred to.
    template : Template
        What the statement was made from.
    kind, name : str
        What it is, and its slug, number in Annex N or bookmark.
    """
    if found := targets.get((kind, name)):
        return found
    slug = _slugs(template).get((kind, name))
    if slug is None:
        return None
    try:
        return _holding_section(targets, template, kind, slug)
    except KeyError:
        return None


@cache
def _slugs(template: Template) -> dict[tuple[str, str], str]:
    """Return the slug of everything in the template by kind and each of its names."""
    found: dict[tuple[str, str], str] = {}
    for section in template.sections:
        found |= {("section", name): section.slug for name in (section.slug, section.number)}
    for figure in template.figures.values():
        found |= {("figure", name): figure.slug for name in (figure.slug, figure.number)}
    for table in template.tables.values():
        names = (table.slug, table.number, table.bookmark)
        found |= {("table", name): table.slug for name in names}
    return {key: slug for key, slug in found.items() if key[1]}
