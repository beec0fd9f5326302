"""The ``dcs`` domain: where things of statements are shown, and references to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.roles import ROLES, resolve_sop_class
from sphinx_dcs.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.profiles import Profiles
    from sphinx_dcs.statement.model import Statement, Target

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
    }
    data_version = 1
    profiles: Profiles
    """The profiles of the running build; never stored with the environment."""
    builder: Builder
    """The builder of the running build; never stored either."""

    # --- what pages show ---

    def note_place(self, key: Key, docname: str, anchor: str, rank: int) -> None:
        """Remember that a page owns something."""
        self.data["places"].setdefault(docname, {}).setdefault(key, (rank, anchor))

    def note_number(self, docname: str, anchor: str, number: str) -> None:
        """Remember the number of a section on a page."""
        self.data["numbers"].setdefault(docname, {})[anchor] = number

    def note_shown(self, docname: str, profile: str, kind: str, slug: str) -> None:
        """Remember that what a page shows depends on something."""
        self.data["shown"].setdefault(docname, {})[profile, kind, slug] = None

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for table in self.data.values():
            if isinstance(table, dict):
                table.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for name in self.initial_data:
            for docname in docnames:
                if docname in otherdata[name]:
                    self.data[name][docname] = otherdata[name][docname]

    # --- where things are ---

    def places(self) -> dict[Key, list[Place]]:
        """Return every place of everything, the best first."""
        found: dict[Key, list[Place]] = {}
        for docname, owned in self.data["places"].items():
            for key, (rank, anchor) in owned.items():
                found.setdefault(key, []).append(Place(rank, docname, anchor))
        return {key: sorted(places) for key, places in found.items()}

    def find_place(self, key: Key, fromdocname: str) -> Place | None:
        """Return where a reference from a page goes: on the same page if it can."""
        here = self.data["places"].get(fromdocname, {}).get(key)
        if here:
            return Place(here[0], fromdocname, here[1])
        found = [
            Place(owned[key][0], docname, owned[key][1])
            for docname, owned in self.data["places"].items()
            if key in owned
        ]
        return min(found, default=None)

    def uri_of(
        self, builder: Builder, fromdocname: str, statement: Statement, kind: str, slug: str
    ) -> str:
        """Return the address of something, or of the nearest thing around it.

        Returns
        -------
        str
            "" if nothing of it is shown in this output.
        """
        for key in _around(statement, kind, slug):
            place = self.find_place((statement.name, *key), fromdocname)
            if place is None:
                continue
            try:
                uri = builder.get_relative_uri(fromdocname, place.docname)
            except NoUri:
                continue
            return f"{uri}#{place.anchor}"
        return ""

    # --- roles ---

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the reference of one of our roles."""
        profiles = self.profiles
        name, target = _split(target, node, profiles)
        statement = profiles.statement(name)
        if statement is None:
            known = profiles.options.profiles
            suggestion = did_you_mean(name, known)
            warn(rules.UNKNOWN_PROFILE, node, profile=name, suggestion=suggestion)
            return _plain(contnode)
        found = _target(statement, typ, target)
        if found is None:
            known_names = [slug for kind, slug in statement.targets if kind == typ]
            suggestion = did_you_mean(target, known_names)
            warn(rules.UNKNOWN_TARGET, node, kind=typ, name=target, suggestion=suggestion)
            return _plain(contnode)
        uri = self.uri_of(builder, fromdocname, statement, found.kind, found.slug)
        words = contnode.astext() if node.get("refexplicit") else found.text
        return _reference(uri, words, found.title)

    def resolve_any_xref(self, *_args: Any, **_kwargs: Any) -> list[Any]:
        """Return nothing: our names are not for the ``any`` role."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield everything that other projects may refer to, with the profile in its name."""
        for (profile, kind, slug), places in self.places().items():
            name = f"{profile}/{slug}"
            yield name, slug, kind, places[0].docname, places[0].anchor, 1


# --- helpers ----------------------------------------------------------------------------------


def _split(target: str, node: pending_xref, profiles: Profiles) -> tuple[str, str]:
    """Return profile and name of a role's target, ``orthanc/storage-sop-classes``."""
    profile, slash, rest = target.partition("/")
    if slash and profile in profiles.options.profiles:
        return profile, rest
    return node.get("dcs:profile") or profiles.options.default_profile, target


def _target(statement: Statement, kind: str, name: str) -> Target | None:
    if kind == "sop-class":
        return resolve_sop_class(statement, name)
    return statement.targets.get((kind, name))


def _around(statement: Statement, kind: str, slug: str) -> Iterator[tuple[str, str]]:
    """Yield a thing, the section that holds it, and the sections around that one."""
    yield kind, slug
    target = statement.targets.get((kind, slug))
    section = statement.by_slug.get(target.section) if target else None
    number = section.number if section else ""
    if section and (kind, slug) != ("section", section.slug):
        yield "section", section.slug
    by_number = {each.number: each.slug for each in statement.by_slug.values()}
    while number := number.rpartition(".")[0]:
        if number in by_number:
            yield "section", by_number[number]


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
