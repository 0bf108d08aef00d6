"""Modules of Python's own that code imports and newer Pythons have no more."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from devcontain.detect.imports.layout import Layout
from devcontain.detect.imports.needed import needed_modules
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.repository import Repository

_GONE = {
    "3.12": "asynchat asyncore imp smtpd",
    "3.13": """aifc audioop cgi cgitb chunk crypt imghdr mailcap nis nntplib ossaudiodev pipes sndhdr spwd sunau
    telnetlib uu xdrlib""",
}
"""By the first Python without them; distutils is not among them, since setuptools brings it."""
_SINCE = {name: python for python, names in _GONE.items() for name in names.split()}
_BACK = {"audioop": "audioop-lts", "cgi": "legacy-cgi", "cgitb": "legacy-cgi"}
_LINE = pattern(rf"(?m)^[ \t]*(?:import|from)[ \t][^\n]*?\b(?:{'|'.join(_SINCE)})\b")
_ASIDE = frozenset("docs doc docs_src examples example setup.py third_party thirdparty vendor vendored".split())
_FILES = 4000


class GoneModule(NamedTuple):
    """A module of Python's own that the code cannot do without, and the version of Python that has it no more."""

    name: str
    python: str
    path: str


def find_gone(repository: Repository, dependencies: Dependencies) -> Iterator[GoneModule]:
    """Each with the first file that has to have it, unless a requirement brings it back or it is the project's own."""
    if dependencies.brings_python:
        return
    paths = [path for path in islice(repository.walk(".py"), _FILES) if _ASIDE.isdisjoint(path.split("/"))]
    layout: Layout | None = None
    seen = {name for name in _SINCE if {_BACK.get(name, f"standard-{name}")} & dependencies.names}
    for path in paths:
        text = repository.glance(path) or ""
        if not _LINE.search(text):
            continue
        layout = layout or Layout(paths)
        for module in needed_modules(text, at_once=True):
            name = module.partition(".")[0]
            if name in _SINCE and name not in seen and name not in layout.seen_from(path):
                seen.add(name)
                yield GoneModule(name, _SINCE[name], path)
