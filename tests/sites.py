"""Sphinx projects for tests: written, built and looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_dcs.domain import DcsDomain

PROFILE = """\
product: {name: Demo, versions: ["1.0", "1.1"], manufacturer: Maker, describe: Shows *images*.}
document: {date: 2026-11-23, revision: "2"}
application-entities:
  DEMO:
    title: DEMO
    describe: Receives images.
    activities: {Receive images: {association: acceptor, remote: modality, services: [storage]}}
remote-systems: {modality: {name: Modality}}
transfer-syntax-sets:
  U: {name: Uncompressed, transfer-syntaxes: [ImplicitVRLittleEndian, ExplicitVRLittleEndian]}
storage:
  defaults: {transfer-syntax-sets: [U]}
  sop-classes: [CTImageStorage, MRImageStorage]
  scp:
    application-entities: [DEMO]
    status-codes: {c-store: {A700-A7FF: The disk is full}}
"""
CONF = """\
project = "Demo"
version = "1"
copyright = "Demo"
extensions = ["sphinx_dcs", "myst_parser"]
html_theme = "basic"
"""
PROFILES = 'dcs_profiles = {"demo": "demo.yaml"}\n'
SUFFIXES = {"man": ".1"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Build:
    """What one build did.

    Attributes
    ----------
    output : Path
        Folder of the output.
    warnings : list of str
        Each warning, with the project's folder left out.
    read, written : set of str
        Pages that were read, and whose files were written.
    env : BuildEnvironment
        As the build left it.
    doctrees : dict
        Every page as it was written, with placeholders filled.
    """

    output: Path
    suffix: str
    env: BuildEnvironment
    warnings: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    doctrees: dict[str, nodes.document] = field(default_factory=dict)

    def text(self, docname: str) -> str:
        """Return the file of a page."""
        return (self.output / f"{docname}{self.suffix}").read_text(encoding="utf-8")

    @property
    def domain(self) -> DcsDomain:
        """Our domain."""
        return self.env.domains["dcs"]  # type: ignore[return-value]


class Site:
    """A project in a folder.

    Parameters
    ----------
    folder : Path
        Where it is; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.write("conf.py", CONF + PROFILES)
        self.write("demo.yaml", PROFILE)

    def write(self, name: str, text: str) -> None:
        """Write a file, with common indentation removed."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change what stands once in a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def pages(self, **pages: str) -> None:
        """Write reST pages, and an index that lists them."""
        for name, text in pages.items():
            self.write(f"{name}.rst", text)
        lines = "".join(f"   {name}\n" for name in pages)
        self.write("index.rst", f"Index\n=====\n\n.. toctree::\n\n{lines}")

    def build(
        self, builder: str = "html", *, jobs: int = 0, pages: Iterable[str] = (), **conf: Any
    ) -> Build:
        """Build what is out of date, and check that the nodes are sound.

        Parameters
        ----------
        builder : str
            Name of the builder.
        jobs : int
            How many processes read and write.
        pages : iterable of str
            The only pages to write.
        **conf
            Values of ``conf.py`` for this build.
        """
        app = SphinxTestApp(
            builder, self.folder, confoverrides=conf, parallel=jobs, verbosity=0
        )
        try:
            return self._run(app, [self.folder / f"{page}.rst" for page in pages])
        finally:
            app.cleanup()

    def _run(self, app: SphinxTestApp, files: list[Path]) -> Build:
        built = Build(Path(app.outdir), getattr(app.builder, "out_suffix", "") or SUFFIXES.get(app.builder.name, ""), app.env)
        app.connect("env-before-read-docs", lambda _app, _env, names: built.read.update(names))
        app.connect(
            "doctree-resolved",
            lambda _app, tree, name: built.doctrees.setdefault(name, tree),
            priority=999,
        )
        before = _times(built)
        app.build(filenames=files)
        built.written = {name for name, time in _times(built).items() if before.get(name) != time}
        text = _COLOURS.sub("", app.warning.getvalue()).replace(f"{self.folder}/", "")
        built.warnings = text.strip().splitlines()
        for tree in built.doctrees.values():
            check_parents(tree)
        return built


def _times(built: Build) -> dict[str, int]:
    """Return when the file of each page was written."""
    return {
        path.relative_to(built.output).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in built.output.rglob(f"*{built.suffix}")
    }


def check_parents(node: nodes.Element) -> None:
    """Check that every node knows the one that it is in."""
    for child in node.children:
        # Where Sphinx puts pages into one, their sections keep the page as parent.
        if not isinstance(node, addnodes.start_of_file):
            assert child.parent is node, f"{child!r} in {node!r}"
        if isinstance(child, nodes.Element):
            check_parents(child)


def directive(syntax: str, name: str, argument: str = "", body: str = "", **options: str) -> str:
    """Return a directive in reST or in MyST."""
    lines = [f":{key}: {value}".rstrip() for key, value in options.items()]
    if body:
        lines += ["", *body.splitlines()]
    if syntax == "rst":
        inner = "".join(f"   {line}".rstrip() + "\n" for line in lines)
        return f".. {name}:: {argument}".rstrip() + f"\n{inner}\n"
    inner = "".join(f"{line}\n" for line in lines)
    return f"```{{{name}}} {argument}".rstrip() + f"\n{inner}```\n"
