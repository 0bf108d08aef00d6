"""What code and notebooks import that is neither of Python itself nor of the repository."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from packaging.utils import canonicalize_name

from devcontain.detect.imports.airflow import NAME as AIRFLOW
from devcontain.detect.imports.airflow import airflow_of_images
from devcontain.detect.imports.django_apps import APPS
from devcontain.detect.imports.django_settings import modules_of_settings
from devcontain.detect.imports.lines import NAMESPACES, modules_on_lines
from devcontain.detect.imports.names import DISTRIBUTIONS, IN_PARTS, NOT_INSTALLED
from devcontain.detect.imports.needed import needed_modules
from devcontain.detect.imports.own import is_own, own_modules
from devcontain.detect.imports.same_names import SAME_NAMES
from devcontain.detect.imports.tensorflow1 import LIMITED, NAME, is_for_tensorflow1
from devcontain.errors import UserError
from devcontain.manifests.inline_script import BEGIN, read_inline_script
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

_NOTEBOOKS = 2000
_CHARACTERS = 200_000_000
_OPTIONAL = 20
"""In so many files an import has to be one that the code can do without, to be taken for such a one everywhere."""
_MAGIC = pattern(r"^\s*[%!]\s*(?:(?:python3?|\{sys\.executable\})\s+-m\s+)?pip3?\s+install\s+(.*)$", re.MULTILINE)
_SHELL = pattern(r"^\s*[%!?].*$", re.MULTILINE)
_WITH_VALUE = {"-r", "-c", "-i", "-f", "-e", "-t", "--requirement", "--constraint", "--index-url", "--extra-index-url"}
_ASIDE = {"docs", "doc", "setup.py", "conf.py", "thirdparty", "third_party", "vendor", "vendored", "extern", "external"}
_EXTRAS_OR_VERSION = pattern(r"[\[<]")
_WORD = pattern(r"[A-Za-z][\w.-]*(?:\[[\w,.-]+\])?(?:[=<>!~]=?[\w.,<>=!~*+-]+)?")


class Imports(NamedTuple):
    """The distributions that code needs, and, with the first file that does, the modules that nothing is known of."""

    requirements: tuple[Requirement, ...]
    unknown: dict[str, str]


def find_imports(repository: Repository) -> Imports:
    """What the repository's code needs, each once, sorted by name: what scripts say, else what brings their imports."""
    code = list(repository.walk(".py"))
    search = _Search(own_modules(code))
    for path in (*code, *islice(repository.walk(".ipynb"), _NOTEBOOKS)):
        if not _ASIDE & set(path.split("/")):
            search.read(path, repository.glance(path) or "")
        if search.characters > _CHARACTERS:
            break
    for path, modules in modules_of_settings(repository):
        search.need_one(modules, path)
    if NAME in search.found and not str(search.found[NAME].specifier) and is_for_tensorflow1(repository):
        search.found[NAME] = parse_requirement(Source(search.found[NAME].path, ""), Span(0, 0), LIMITED)
    if AIRFLOW in search.found and not str(search.found[AIRFLOW].specifier):
        search.found[AIRFLOW] = parse_requirement(
            Source(search.found[AIRFLOW].path, ""), Span(0, 0), airflow_of_images(repository)
        )
    return Imports(tuple(search.found[name] for name in sorted(search.found)), dict(sorted(search.unknown.items())))


class _Search:
    """What was found in the files so far; of a file that names nothing new by its lines no more is read."""

    def __init__(self, own: set[str]) -> None:
        self.own = own
        self.found: dict[str, Requirement] = {}
        self.unknown: dict[str, str] = {}
        self.characters = 0
        self._names: dict[str, str] = {}
        self._misses: Counter[str] = Counter()

    def read(self, path: str, text: str) -> None:
        """Add what a file needs."""
        self.characters += len(text)
        new = self._new(text) if path.endswith(".py") and BEGIN not in text else None
        if new is None or new:
            for requirement in self._of_file(path, text):
                self.found.setdefault(requirement.name, requirement)
        self._misses.update((new or set()) - self.found.keys() - self.unknown.keys())

    def need_one(self, modules: tuple[str, ...], path: str) -> None:
        """Add what brings the first of these modules, where nothing that was found brings any of them."""
        names = [distribution_of_app(module, self.own) for module in modules]
        known = {canonicalize_name(_EXTRAS_OR_VERSION.split(name)[0]) for name in names if name}
        if names[0] and not known & self.found.keys():
            requirement = parse_requirement(Source(path, ""), Span(0, 0), names[0])
            self.found[requirement.name] = requirement

    def _of_file(self, path: str, text: str) -> Iterator[Requirement]:
        if path.endswith(".py") and (script := read_inline_script(path, text)):
            yield from script.requirements
            return
        for cell in cells_of(text) if path.endswith(".ipynb") else ():
            yield from _asked_for(cell, path)
        for code in code_of(path, text):
            for module in needed_modules(code):
                if name := distribution_of(module, self.own):
                    yield parse_requirement(Source(path, ""), Span(0, 0), name)
                elif is_unknown(module, self.own):
                    self.unknown.setdefault(module.partition(".")[0], path)

    def _new(self, code: str) -> set[str] | None:
        """What code may need that was not found before, unknown modules too; nothing where its lines do not tell."""
        modules = modules_on_lines(code)
        if modules is None:
            return None
        names = {self._name(module) for module in modules} - self.found.keys() - self.unknown.keys() - {""}
        return {name for name in names if self._misses[name] < _OPTIONAL}

    def _name(self, module: str) -> str:
        if module not in self._names:
            name = _EXTRAS_OR_VERSION.split(distribution_of(module, self.own))[0]
            self._names[module] = canonicalize_name(name) or (module if is_unknown(module, self.own) else "")
        return self._names[module]


def code_of(path: str, text: str) -> Iterator[str]:
    """The Python code of a file, which is in the cells of a notebook, without what they tell the shell."""
    if path.endswith(".ipynb"):
        yield from (_SHELL.sub("pass", cell) for cell in cells_of(text))
    else:
        yield text


def cells_of(text: str) -> Iterator[str]:
    """The cells with code of a notebook."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source")
            yield "".join(map(str, source)) if isinstance(source, list) else str(source or "")


def _asked_for(code: str, path: str) -> Iterator[Requirement]:
    """What `%pip install` and `!pip install` name."""
    for line in _MAGIC.finditer(code):
        words = re.split(r"[;&|`$#]", line[1])[0].replace('"', "").replace("'", "").split()
        for before, word in pairwise(("", *words)):
            if before not in _WITH_VALUE and _WORD.fullmatch(word):
                try:
                    yield parse_requirement(Source(path, ""), Span(0, 0), word)
                except UserError:
                    continue


def distribution_of(module: str, own: set[str]) -> str:
    """The distribution that brings a module; nothing for those of Python itself and of the repository, and where it
    is not known: a name that is guessed may be anybody's.
    """
    parts = module.split(".")
    first = parts[0]
    if is_own(module, own) or is_of_python(first):
        return ""
    names = [".".join(parts[:count]) for count in range(len(parts), 1, -1)]
    if any(name in NOT_INSTALLED for name in names):
        return ""
    exact = next((IN_PARTS[name] for name in names if name in IN_PARTS), "")
    if exact or first in NAMESPACES:
        return exact
    return DISTRIBUTIONS.get(first) or (first.replace("_", "-") if first.lower() in SAME_NAMES else "")


def distribution_of_app(module: str, own: set[str]) -> str:
    """The same for what Django's settings name."""
    first = module.partition(".")[0]
    return APPS[first] if first in APPS and not is_own(module, own) else distribution_of(module, own)


def is_of_python(first: str) -> bool:
    """Whether a module is one of Python's own, of today or of old, or of another system."""
    if first in DISTRIBUTIONS:
        return False
    return first in sys.stdlib_module_names or first in NOT_INSTALLED or first.startswith("_")


def is_unknown(module: str, own: set[str]) -> bool:
    """Whether nothing is known of what brings a module."""
    first = module.partition(".")[0]
    is_known = is_own(module, own) or first in NAMESPACES or is_of_python(first) or bool(distribution_of(module, own))
    return not is_known
