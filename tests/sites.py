"""A small Sphinx project, built as a docs team builds it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes

PROFILE = """
product: {name: Test PACS, version: "1.0", describe: "A *small* server."}
document: {date: 2026-11-23, revision: "1"}
revisions: [{revision: "1", date: 2026-11-23, versions: "1.0", change: First}]
remote-systems: {modality: Modality}
application-entities:
  STORE:
    title: STORE
    describe: Stores.
    activities:
      Receive images: {association: acceptor, remote: modality, services: [storage]}
transfer-syntax-sets:
  U: {name: Uncompressed, transfer-syntaxes: [ImplicitVRLittleEndian, ExplicitVRLittleEndian]}
verification: {scu: , scp: }
storage:
  defaults: {transfer-syntax-sets: [U]}
  sop-classes: [CTImageStorage, MRImageStorage]
  scu: {status-codes: {c-store: {success: Done.}}}
  scp:
"""
ESCAPES = re.compile("\x1b\\[[0-9;]*m")


@dataclass
class Result:
    """What a build did.

    Attributes
    ----------
    warnings : list of str
        Lines of warnings.
    read, written : set of str
        Pages.
    app : Sphinx
        The application, after the build.
    """

    warnings: list[str]
    read: set[str]
    written: set[str]
    app: Sphinx

    def doctree(self, docname: str, *, is_resolved: bool = False) -> nodes.document:
        """Return a page as it was read, or as it is written."""
        doctree = self.app.env.get_doctree(docname)
        if is_resolved:
            self.app.env.resolve_references(doctree, docname, self.app.builder)
        return doctree

    def output(self, name: str) -> str:
        """Return a file of the output."""
        return (self.app.outdir / name).read_text(encoding="utf-8")


@dataclass
class Site:
    """A project in a folder."""

    folder: Path
    conf: dict[str, object] = field(default_factory=dict)

    @classmethod
    def write(cls, folder: Path, files: dict[str, str], conf: dict[str, object]) -> Site:
        """Write a project; without a profile of its own it gets the usual one."""
        site = cls(folder, {"dcs_profiles": {"test": "test.yaml"}, **conf})
        site.put({"test.yaml": PROFILE, **files})
        settings = {"extensions": ["sphinx_dcs", "myst_parser"], **site.conf}
        site.put({"conf.py": "\n".join(f"{key} = {text!r}" for key, text in settings.items())})
        return site

    def put(self, files: dict[str, str]) -> None:
        """Write files of the project."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.put({name: text.replace(old, new)})

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 1,
        nitpicky: bool = True,
        only: tuple[str, ...] = (),
        **conf: object,
    ) -> Result:
        """Build the project into a folder of the builder, with doctrees shared by all.

        Parameters
        ----------
        builder : str
            Its name.
        parallel : int
            Processes.
        nitpicky : bool
            Whether references without a target are warned about.
        only : tuple of str
            Files whose pages are written; all, if there are none.
        **conf
            Other values for ``conf.py``, for this build.
        """
        warnings = io.StringIO()
        read: set[str] = set()
        written: set[str] = set()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.folder,
                self.folder,
                self.folder / "_build" / builder,
                self.folder / "_build" / "doctrees",
                builder,
                {**conf, **({"nitpicky": nitpicky} if nitpicky else {})},
                status=None,
                warning=warnings,
                parallel=parallel,
            )
            app.connect("env-before-read-docs", lambda _app, _env, names: read.update(names))
            app.connect("doctree-resolved", lambda _app, _tree, name: written.add(name))
            app.connect("doctree-resolved", _check_parents, priority=999)
            app.build(filenames=[self.folder / name for name in only])
        lines = ESCAPES.sub("", warnings.getvalue()).splitlines()
        return Result([line for line in lines if line], read, written, app)


def _check_parents(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    check_parents(doctree)


def check_parents(doctree: nodes.Element) -> None:
    """Check that every node knows the one that it is in."""
    for node in doctree.findall():
        # Where Sphinx puts pages into one, their sections keep the page as parent.
        for child in node.children if not isinstance(node, addnodes.start_of_file) else ():
            assert child.parent is node, (child, child.parent)
