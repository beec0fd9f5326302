"""The ``dcs`` domain: where things of statements are shown, and references to them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.roles import ROLES
from sphinx_dcs.targets import known_names, resolve_name, split_name
from sphinx_dcs.warnings import warn, warn_of_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.digests import Shown
    from sphinx_dcs.profiles import Profiles

Key = tuple[str, str, str]
"""Profile, kind and slug."""


class Place(NamedTuple):
    """Where something is shown.

    Attributes
    ----------
    rank : int
        0 for a page of a section, 1 for a page of a whole statement: where
        several pages own a thing, references go to the lowest.
    docname, anchor : str
        The page, and the id on it.
    """

    rank: int
    docname: str
    anchor: str


class DcsDomain(Domain):
    """Sections, tables, figures and Application Entities of statements."""

    name = "dcs"
    label = "DICOM Conformance Statement"
    object_types = {  # noqa: RUF012
        "section": ObjType("section", "section"),
        "table": ObjType("table", "table"),
        "figure": ObjType("figure", "figure"),
        "ae": ObjType("Application Entity", "ae"),
    }
    roles = ROLES  # type: ignore[assignment]
    initial_data = {  # noqa: RUF012
        "places": {},  # docname -> {key: (rank, anchor)}
        "shown": {},  # docname -> what the page shows
        "digests": {},  # docname -> digest of what it shows
        "numbers": {},  # docname -> {anchor: number of the section}
        "sphinx_numbers": {},  # docname -> numbers that Sphinx would give its sections
    }
    data_version = 2
    # What follows belongs to the running build, and is never stored with the environment.
    profiles: Profiles
    builder: Builder
    written: set[str]
    """Pages that were written."""
    _places: dict[Key, list[Place]] | None = None

    # --- what pages show ---

    def note_place(self, key: Key, docname: str, anchor: str, rank: int) -> None:
        """Remember that a page owns something."""
        self.data["places"].setdefault(docname, {}).setdefault(key, (rank, anchor))
        self._places = None

    def note_number(self, docname: str, anchor: str, number: str) -> None:
        """Remember the number of a section on a page."""
        self.data["numbers"].setdefault(docname, {})[anchor] = number

    def note_shown(self, docname: str, shown: Shown) -> None:
        """Remember that what a page shows depends on something."""
        self.data["shown"].setdefault(docname, {})[shown] = None

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for name in self.initial_data:
            self.data[name].pop(docname, None)
        self._places = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for name in self.initial_data:
            for docname in docnames:
                if docname in otherdata[name]:
                    self.data[name][docname] = otherdata[name][docname]
        self._places = None

    # --- where things are ---

    def places(self) -> dict[Key, list[Place]]:
        """Return every place of everything, the best first."""
        if self._places is None:
            found: dict[Key, list[Place]] = {}
            for docname, owned in self.data["places"].items():
                for key, (rank, anchor) in owned.items():
                    found.setdefault(key, []).append(Place(rank, docname, anchor))
            self._places = {key: sorted(places) for key, places in found.items()}
        return self._places

    def place_of(self, fromdocname: str, profile: str, kind: str, slug: str) -> Place | None:
        """Return where a reference from a page goes: on the same page if it can.

        What is nowhere shown is represented by the nearest section around it.
        """
        return next(self._places_around(fromdocname, profile, kind, slug), None)

    def _places_around(
        self, fromdocname: str, profile: str, kind: str, slug: str
    ) -> Iterator[Place]:
        for key in self._around(profile, kind, slug):
            places = self.places().get((profile, *key), [])
            yield from sorted(places, key=lambda place: place.docname != fromdocname)

    def _around(self, profile: str, kind: str, slug: str) -> Iterator[tuple[str, str]]:
        """Yield a thing, the section that holds it, and the sections around that one."""
        yield kind, slug
        statement = self.profiles.statement(profile)
        target = statement.targets.get((kind, slug)) if statement else None
        section = statement.by_slug.get(target.section) if statement and target else None
        number = section.number if section else ""
        while number:
            if found := self.profiles.section_at(profile, number):
                yield "section", found
            number = number.rpartition(".")[0]

    def uri_of(self, fromdocname: str, profile: str, kind: str, slug: str) -> str:
        """Return the address of something, or of the nearest thing around it.

        Returns
        -------
        str
            "" if nothing of it is shown in this output.
        """
        for place in self._places_around(fromdocname, profile, kind, slug):
            with suppress(NoUri):
                uri = self.builder.get_relative_uri(fromdocname, place.docname)
                return f"{uri}#{place.anchor}"
        return ""

    # --- roles ---

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,  # noqa: ARG002
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the reference of one of our roles."""
        profile, name = split_name(target, self.profiles, self._default_profile(node))
        statement = self.profiles.statement(profile)
        if statement is None:
            warn_of_profile(self.profiles.options, node, profile)
            return _plain(contnode)
        found = resolve_name(self.profiles, profile, typ, name)
        if found is None:
            suggestion = did_you_mean(name, known_names(statement, typ))
            warn(rules.UNKNOWN_TARGET, node, kind=typ, name=name, suggestion=suggestion)
            return _plain(contnode)
        uri = self.uri_of(fromdocname, profile, found.kind, found.slug)
        words = contnode.astext() if node.get("refexplicit") else found.text
        return _reference(uri, words, found.title)

    def _default_profile(self, node: pending_xref) -> str:
        given: str = node.get("dcs_profile", "")
        return given or self.profiles.options.default_profile

    def resolve_any_xref(self, *_args: Any, **_kwargs: Any) -> list[Any]:
        """Return nothing: our names are not for the ``any`` role."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield everything that other projects may refer to, with the profile in its name."""
        for (profile, kind, slug), places in self.places().items():
            statement = self.profiles.statement(profile)
            target = statement.targets.get((kind, slug)) if statement else None
            title = f"{target.text} {target.title}" if target else slug
            yield f"{profile}/{slug}", title, kind, places[0].docname, places[0].anchor, 1


# --- helpers ----------------------------------------------------------------------------------


def _reference(uri: str, words: str, title: str) -> nodes.reference:
    if not uri:
        return nodes.inline("", words)  # type: ignore[return-value]
    reference = nodes.reference("", words, internal=True, refuri=uri, classes=["dcs-reference"])
    if title:
        reference["reftitle"] = title
    return reference


def _plain(contnode: nodes.Element) -> nodes.reference:
    return contnode  # type: ignore[return-value]


def domain_of(env: BuildEnvironment) -> DcsDomain:
    """Return the domain of a project."""
    domain = env.domains["dcs"]
    if not isinstance(domain, DcsDomain):
        message = "another extension replaced the dcs domain"
        raise TypeError(message)
    return domain
