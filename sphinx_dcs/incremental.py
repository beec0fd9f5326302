"""Reads and writes again exactly the pages that show a change.

A page remembers a digest of what it shows of its statements. It is read again
when the digest of today differs. Builders of one project share what was read
(``make html`` and ``make latexpdf``), so each output folder also remembers
which digests it has written, and has those written again that differ.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dcs.config import options_of
from sphinx_dcs.digests import digest_of, part_of
from sphinx_dcs.domain import domain_of
from sphinx_dcs.memory import long_lived, release
from sphinx_dcs.profiles import Profiles

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.domain import DcsDomain

_STAMP = ".dcs-digests.json"


def _start(app: Sphinx) -> None:
    """Load the profiles of this build."""
    domain = domain_of(app.env)
    domain.profiles = Profiles(options_of(app.config), Path(app.confdir))
    domain.builder = app.builder
    domain.written = set()
    with long_lived():
        domain.profiles.load_all()


def _outdated(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Return the pages that show something else than when they were read."""
    domain = domain_of(env)
    return [
        docname
        for docname, shown in domain.data["shown"].items()
        if docname not in removed
        and digest_of(domain.profiles, shown) != domain.data["digests"].get(docname)
    ]


def _updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the digests of what was read; return the pages that this output lacks."""
    domain = domain_of(env)
    for docname, shown in domain.data["shown"].items():
        domain.data["digests"][docname] = digest_of(domain.profiles, shown)
    written = _read_stamp(app)
    return [name for name, digest in _stamp(domain).items() if written.get(name) != digest]


# --- what an output folder has ----------------------------------------------------------------


def _stamp(domain: DcsDomain) -> dict[str, str]:
    """Return what tells whether a written page is up to date: its digest and its links."""
    digests = domain.data["digests"]
    return {name: f"{digests[name]} {_links(domain, name)}" for name in sorted(digests)}


def _links(domain: DcsDomain, docname: str) -> str:
    """Return a digest of where the links of a page go."""
    places = set()
    for shown in domain.data["shown"][docname]:
        profile = shown.profile or domain.profiles.options.default_profile
        for kind, slug in part_of(domain.profiles, shown).references:
            places.add((kind, slug, domain.place_of(docname, profile, kind, slug)))
    text = repr(sorted(places, key=repr))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _stamp_file(app: Sphinx) -> Path:
    """Return where the stamp of an output folder is: in it, unless all of it becomes a book."""
    if app.builder.name == "epub":
        folder = hashlib.blake2b(str(app.outdir).encode(), digest_size=8).hexdigest()
        return Path(app.doctreedir) / f"{_STAMP}-{folder}"
    return Path(app.outdir) / _STAMP


def _read_stamp(app: Sphinx) -> dict[str, str]:
    with suppress(OSError, ValueError):
        return dict(json.loads(_stamp_file(app).read_text(encoding="utf-8")))
    return {}


def _note_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    domain_of(app.env).written.add(docname)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Remember what this output folder has."""
    release()
    if exception is not None:
        return
    domain = domain_of(app.env)
    before, now = _read_stamp(app), _stamp(domain)
    # A builder that puts all pages into one file always writes all.
    if not isinstance(app.builder.get_outdated_docs(), str):
        now = {
            name: stamp if name in domain.written else before.get(name, "")
            for name, stamp in now.items()
        }
    if now != before:
        with suppress(OSError):
            _stamp_file(app).write_text(json.dumps(now), encoding="utf-8")


def setup_incremental(app: Sphinx) -> None:
    """Register the hooks."""
    app.connect("builder-inited", _start)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _updated)
    app.connect("doctree-resolved", _note_written)
    app.connect("build-finished", _finish)
