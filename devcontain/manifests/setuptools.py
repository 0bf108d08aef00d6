"""setup.py and setup.cfg, read without running them: only what stands there as a constant."""

import ast
import configparser
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from devcontain.manifests.repository import Repository


@dataclass(frozen=True)
class Setup:
    """What a setuptools project says of itself."""

    path: str
    name: str = ""
    requires_python: str = ""
    requirements: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    """The modules that setup.py imports, which have to be there before it can run."""


def read_setup(repository: Repository) -> Setup | None:
    """Read setup.cfg or setup.py, whichever says more; nothing where there is neither."""
    found = [setup for setup in (_read_cfg(repository), _read_py(repository)) if setup]
    return max(found, key=lambda setup: bool(setup.requires_python or setup.requirements), default=None)


def _read_cfg(repository: Repository) -> Setup | None:
    text = repository.glance("setup.cfg")
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text or "")
    except configparser.Error:
        return None
    if not parser.has_option("metadata", "name"):
        return None
    return Setup(
        path="setup.cfg",
        name=parser.get("metadata", "name"),
        requires_python=parser.get("options", "python_requires", fallback=""),
        requirements=tuple(parser.get("options", "install_requires", fallback="").split("\n")),
        extras=tuple(parser.options("options.extras_require") if parser.has_section("options.extras_require") else ()),
        classifiers=tuple(parser.get("metadata", "classifiers", fallback="").split("\n")),
    )


def _read_py(repository: Repository) -> Setup | None:
    text = repository.glance("setup.py")
    if text is None:
        return None
    tree = parse_python(text)
    arguments = _setup_arguments(tree) if tree else {}
    return Setup(
        path="setup.py",
        name=_string(arguments.get("name")),
        requires_python=_string(arguments.get("python_requires")),
        requirements=_strings(arguments.get("install_requires")),
        extras=_strings(arguments.get("extras_require")),
        classifiers=_strings(arguments.get("classifiers")),
        imports=tuple(_imports(tree)) if tree else (),
    )


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def constants_of(tree: ast.Module) -> dict[str, ast.expr]:
    """What the names of a module are bound to, outside functions."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _setup_arguments(tree: ast.Module) -> dict[str, Any]:
    variables = constants_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"setup", "setuptools.setup"}:
            return {word.arg: _constant(word.value, variables) for word in node.keywords if word.arg}
    return {}


def parse_python(text: str) -> ast.Module | None:
    """The syntax tree of Python code, or nothing where it is not valid Python of today."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text.removeprefix("\ufeff"))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _constant(node: ast.expr, variables: dict[str, ast.expr]) -> Any:
    value = variables.get(node.id, node) if isinstance(node, ast.Name) else node
    if isinstance(value, ast.Dict):  # Of extras only the names are asked for, whatever they hold.
        return [key.value for key in value.keys if isinstance(key, ast.Constant)]
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()
