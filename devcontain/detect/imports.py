"""What code and notebooks import that is neither of Python itself nor of the repository."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from itertools import islice, pairwise

from devcontain.detect.import_names import DISTRIBUTIONS, IN_PARTS, NOT_INSTALLED
from devcontain.errors import UserError
from devcontain.manifests.inline_script import read_inline_script
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

_FILES = 2000
_LINE = pattern(r"^\s*(?:import\s+([\w.]+(?:\s*,\s*[\w.]+)*)|from\s+(\w[\w.]*)\s+import\s+([\w, ]*))", re.MULTILINE)
_MAGIC = pattern(r"^\s*[%!]\s*(?:(?:python3?|\{sys\.executable\})\s+-m\s+)?pip3?\s+install\s+(.*)$", re.MULTILINE)
_SHELL = pattern(r"^\s*[%!?].*$", re.MULTILINE)
_WITH_VALUE = {"-r", "-c", "-i", "-f", "-e", "-t", "--requirement", "--constraint", "--index-url", "--extra-index-url"}
_ASIDE = {"docs", "doc", "setup.py", "conf.py", "thirdparty", "third_party", "vendor", "vendored", "extern", "external"}
_WORD = pattern(r"[A-Za-z][\w.-]*(?:\[[\w,.-]+\])?(?:[=<>!~]=?[\w.,<>=!~*+-]+)?")


def find_imports(repository: Repository) -> tuple[Requirement, ...]:
    """The distributions that the repository's code needs, each once, sorted by name: what scripts say, else a guess."""
    code = list(islice(repository.walk(".py"), _FILES))
    notebooks = list(islice(repository.walk(".ipynb"), _FILES))
    own = own_modules(code)
    found: dict[str, Requirement] = {}
    for path in (*code, *notebooks):
        if not _ASIDE & set(path.split("/")):
            for requirement in _of_file(repository, path, own):
                found.setdefault(requirement.name, requirement)
    return tuple(found[name] for name in sorted(found))


def own_modules(code: list[str]) -> set[str]:
    """Every name that a file or a folder with code has: which of them can be imported depends on where code is run."""
    return {part.removesuffix(".py") for path in code for part in path.split("/")}


def _of_file(repository: Repository, path: str, own: set[str]) -> Iterator[Requirement]:
    text = repository.glance(path)
    if text is None:
        return
    if path.endswith(".py") and (script := read_inline_script(path, text)):
        yield from script.requirements
        return
    for code in _cells(text) if path.endswith(".ipynb") else (text,):
        yield from _asked_for(code, path) if path.endswith(".ipynb") else ()
        for module in _modules(code):
            if name := distribution_of(module, own):
                yield parse_requirement(Source(path, ""), Span(0, 0), name)


def _cells(text: str) -> Iterator[str]:
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


def _modules(code: str) -> Iterator[str]:
    """The modules that are imported, with the names taken from them, since those may be modules too."""
    tree = parse_python(_SHELL.sub("pass", code))
    if tree is None:
        yield from _modules_of_lines(code)
        return
    for node in _needed(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield from (f"{module}.{name.name}" for name in names)


def _needed(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement, less those that code tries and can do without."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        is_tried = isinstance(node, ast.Try) and any(map(_forgives, node.handlers))
        skipped = (*node.body, *node.handlers) if is_tried and isinstance(node, ast.Try) else ()
        waiting.extend(child for child in ast.iter_child_nodes(node) if child not in skipped)


def _forgives(handler: ast.ExceptHandler) -> bool:
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {""}
    return bool(names & {"", "ImportError", "ModuleNotFoundError", "Exception"})


def _modules_of_lines(code: str) -> Iterator[str]:
    """The same of code that today's Python cannot parse, such as that for Python 2."""
    for line in _LINE.finditer(code):
        if line[1]:
            yield from (name.strip() for name in line[1].split(","))
        else:
            yield line[2]


def distribution_of(module: str, own: set[str]) -> str:
    """The distribution that brings a module; nothing for those of Python itself and of the repository."""
    parts = module.split(".")
    first = parts[0]
    if first in own or first in sys.stdlib_module_names or first in NOT_INSTALLED or first.startswith("_"):
        return ""
    names = [".".join(parts[:count]) for count in range(len(parts), 1, -1)]
    if any(name in NOT_INSTALLED for name in names):
        return ""
    exact = next((IN_PARTS[name] for name in names if name in IN_PARTS), "")
    if exact or first in {name.partition(".")[0] for name in IN_PARTS}:
        return exact
    return DISTRIBUTIONS.get(first, first.replace("_", "-")) if first.isascii() else ""
