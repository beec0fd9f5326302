"""Gives sections on pages the numbers of their statement.

Sphinx numbers sections by their place in the project. A statement's sections
have the numbers of Annex N, in the sidebar, the headings and the references
alike: they are written where Sphinx keeps its own, after it has made them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dcs.domain import domain_of
from sphinx_dcs.render.nodes import dcs_section

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Numbers = dict[str, tuple[str, ...]]
_BEFORE_SPHINX, _AFTER_SPHINX = 100, 900


def _give_back(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give Sphinx the numbers that it made before.

    It compares them with those it makes now, and writes pages again that have
    other ones.
    """
    env.toc_secnumbers |= domain_of(env).data["sphinx_numbers"]
    return []


def _number_sections(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain = domain_of(env)
    for docname, by_anchor in domain.data["numbers"].items():
        if docname in env.tocs:
            given = env.toc_secnumbers.get(docname)
            if given is not None:
                domain.data["sphinx_numbers"][docname] = given
            _number_page(env, docname, by_anchor)
    return []


def _number_page(env: BuildEnvironment, docname: str, by_anchor: dict[str, str]) -> None:
    own: Numbers = {
        f"#{anchor}" if anchor else "": tuple(number.split("."))
        for anchor, number in by_anchor.items()
    }
    for entry in env.tocs[docname].findall(nodes.reference):
        number = own.get(entry.get("anchorname", "#"))
        if number:
            entry["secnumber"] = number
    if "" in own:
        env.titles[docname]["secnumber"] = own[""]
    # A section without a number of its own would get that of the page.
    none = {each["anchorname"]: () for each in env.tocs[docname].findall(nodes.reference)}
    numbers = {**none, **env.toc_secnumbers.get(docname, {}), **own}
    env.toc_secnumbers[docname] = numbers  # type: ignore[assignment]


def _note_title(_app: Sphinx, doctree: nodes.document) -> None:
    """Remember the number of a page whose title is a section of a statement.

    Sphinx gives the first section of a page no anchor in its contents.
    """
    first = doctree.next_node(nodes.section)
    if isinstance(first, dcs_section):
        env = doctree.settings.env
        domain_of(env).note_number(env.docname, "", first["dcs_number"])


def setup_numbering(app: Sphinx) -> None:
    """Register the hooks, around the one by which Sphinx numbers its sections."""
    app.connect("doctree-read", _note_title)
    app.connect("env-get-updated", _give_back, priority=_BEFORE_SPHINX)
    app.connect("env-get-updated", _number_sections, priority=_AFTER_SPHINX)
