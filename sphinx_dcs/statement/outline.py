"""The outline of a statement: which sections there are, and their numbers.

Sections keep the numbers of Annex N. A section that is not applicable stays,
marked "- N/A"; if all subsections of a section are not applicable they are
left out and the section is marked instead (Annex N, preamble). Only a section
that stands once for each Application Entity, IOD or template shifts the
sections after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.profile.profile import child, entries_of, text_of, texts_of
from sphinx_dcs.profile.values import Entry, Scalar, Sequence
from sphinx_dcs.statement.text import fill_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.profile.profile import Profile
    from sphinx_dcs.statement.support import Scope, Support
    from sphinx_dcs.template.model import Block, SectionDefinition, Template

NOT_APPLICABLE = "N/A"


@dataclass(slots=True)
class Node:
    """A section of the statement before its content is made.

    Attributes
    ----------
    slug, number, title : str
        Final, the title without "- N/A".
    definition : SectionDefinition or None
        None for a team's own section.
    scope : dict
        Entries that the repeated sections around it stand for.
    own : Entry or None
        The entry of a team's own section.
    """

    slug: str
    number: str
    title: str
    definition: SectionDefinition | None
    scope: Scope
    is_applicable: bool = True
    children: list[Node] = field(default_factory=list)
    own: Entry | None = None

    @property
    def chapter(self) -> str:
        """Number of the chapter or letter of the annex."""
        return self.number.partition(".")[0]

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in the order of reading."""
        yield self
        for below in self.children:
            yield from below.walk()

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks that the template gives it."""
        return self.definition.blocks if self.definition else ()


def make_outline(support: Support, diagnostics: Diagnostics) -> list[Node]:
    """Return the chapters and annexes of a statement.

    Parameters
    ----------
    support : Support
        What the product supports.
    diagnostics : Diagnostics
        Where messages go.
    """
    chapters = _Outliner(support).children("", "", {})
    _add_own_sections(chapters, support.profile, diagnostics)
    return chapters


def names_in(scope: Mapping[str, Entry], profile: Profile) -> dict[str, str]:
    """Return what ``{name}`` means within repeated sections."""
    names = {"product": profile.text("product.name")}
    for variable, entry in scope.items():
        names[variable] = text_of(child(entry.value, "name")) or entry.key.text
        names[f"{variable}-key"] = entry.key.text
    return names


class _Outliner:
    def __init__(self, support: Support) -> None:
        self._support = support
        self._children = _by_parent(support.template)

    def children(self, parent: str, prefix: str, scope: Scope) -> list[Node]:
        """Return the sections below the one with a number in the template."""
        nodes: list[Node] = []
        is_shifted = False
        for definition in self._children.get(parent, ()):
            for inner in self._instances(definition, scope):
                number = _next(nodes) if is_shifted else definition.number.rpartition(".")[2]
                nodes.append(self._node(definition, _dotted(prefix, number), inner))
                is_shifted = is_shifted or definition.repeat is not None
        return nodes

    def _instances(self, definition: SectionDefinition, scope: Scope) -> Iterable[Scope]:
        repeat = definition.repeat
        if repeat is None:
            return [scope]
        entries = entries_of(self._support.at(repeat.path, scope))
        return [
            {**scope, repeat.variable: entry} for entry in entries if _matches(entry, repeat.where)
        ]

    def _node(self, definition: SectionDefinition, number: str, scope: Scope) -> Node:
        names = names_in(scope, self._support.profile)
        node = Node(
            slug=instance_slug(definition.slug, scope),
            number=number,
            title=fill_text(definition.title, names),
            definition=definition,
            scope=scope,
        )
        if self._support.holds(definition.when, scope):
            node.children = self.children(definition.number, number, scope)
            node.is_applicable = self._is_applicable(node, definition)
        else:
            node.is_applicable = False
        if not node.is_applicable:
            node.children = []
        return node

    def _is_applicable(self, node: Node, definition: SectionDefinition) -> bool:
        """Tell whether a section whose conditions hold has anything to say.

        It has not if all its subsections are not applicable and all of its
        own is a sentence that leads to them.
        """
        if definition.when or definition.number not in self._children:
            return True
        if any(below.is_applicable for below in node.children):
            return True
        return any(self._says_something(block, node.scope) for block in definition.blocks)

    def _says_something(self, block: Block, scope: Scope) -> bool:
        if block.kind == "slot":
            return self._support.at(block.name, scope) is not None
        return block.kind != "wording" and self._support.holds(block.when, scope)


def _by_parent(template: Template) -> dict[str, list[SectionDefinition]]:
    found: dict[str, list[SectionDefinition]] = {}
    for definition in template.sections:
        if definition.number:
            found.setdefault(definition.parent, []).append(definition)
    return found


def _matches(entry: Entry, where: Mapping[str, str]) -> bool:
    return all(
        wanted == text_of(child(entry.value, key)) or wanted in texts_of(child(entry.value, key))
        for key, wanted in where.items()
    )


def instance_slug(slug: str, scope: Mapping[str, Entry]) -> str:
    """Return the slug of a section or table within its repetitions."""
    # A colon within a name must not read as one between names.
    names = (entry.key.text.replace("%", "%25").replace(":", "%3A") for entry in scope.values())
    return ":".join([slug, *names]) if scope else slug


def _dotted(prefix: str, number: str) -> str:
    return f"{prefix}.{number}" if prefix else number


def _next(nodes: list[Node]) -> str:
    return str(int(nodes[-1].number.rpartition(".")[2]) + 1) if nodes else "1"


# --- a team's own sections --------------------------------------------------------------------


def _add_own_sections(chapters: list[Node], profile: Profile, diagnostics: Diagnostics) -> None:
    """Append a team's own sections at the end of their parents (Annex N, preamble)."""
    own = profile.at("additional-sections")
    for item in own if isinstance(own, Sequence) else ():
        under, title = child(item, "under"), text_of(child(item, "title"))
        if not isinstance(under, Scalar) or not title:
            continue
        parent = _find(chapters, under.text)
        if parent is None:
            known = [node.slug for top in chapters for node in top.walk()]
            diagnostics.report(
                rules.UNKNOWN_TARGET,
                under.position,
                kind="section",
                name=under.text,
                suggestion=did_you_mean(under.text, known),
            )
            continue
        number = _dotted(parent.number, _next(parent.children))
        slug = _free_slug(f"{parent.slug}:{_kebab(title)}", parent)
        parent.children.append(Node(slug, number, title, None, {}, own=Entry(under, item)))
        parent.is_applicable = True


def _free_slug(slug: str, parent: Node) -> str:
    """Return a slug with a number behind it where a neighbour has the same title."""
    taken = {node.slug for node in parent.children}
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in chain([slug], numbered) if each not in taken)


def _find(chapters: list[Node], name: str) -> Node | None:
    nodes = [node for top in chapters for node in top.walk()]
    return next(
        (node for node in nodes if name in (node.slug, _template_number(node), node.number)), None
    )


def _template_number(node: Node) -> str:
    return node.definition.number if node.definition else ""


def _kebab(title: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in title.casefold())
    return "-".join(words.split()) or "section"
