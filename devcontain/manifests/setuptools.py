"""setup.py and setup.cfg, read without running them: only what stands there as a constant."""

import ast
import configparser
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from devcontain.manifests.repository import Repository


@dataclass(frozen=True)
class Setup:
    """What a setuptools project says of itself."""

    path: str
    name: str = ""
    requires_python: str = ""
    requirements: tuple[str, ...] = ()
    extras: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By name, with what is not a constant left out."""
    tests: tuple[str, ...] = ()
    """What the tests require, as setup.py once said it."""
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
    extras = parser.items("options.extras_require") if parser.has_section("options.extras_require") else ()
    return Setup(
        path="setup.cfg",
        name=parser.get("metadata", "name"),
        requires_python=parser.get("options", "python_requires", fallback=""),
        requirements=_lines(parser.get("options", "install_requires", fallback="")),
        extras={name: _lines(text) for name, text in extras},
        tests=_lines(parser.get("options", "tests_require", fallback="")),
        classifiers=_lines(parser.get("metadata", "classifiers", fallback="")),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


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
        extras=_extras(arguments.get("extras_require")),
        tests=_strings(arguments.get("tests_require")),
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
    value = _bound(node, variables)
    if isinstance(value, ast.Dict):
        items = zip(value.keys, value.values, strict=True)
        return {key.value: _literal(_bound(item, variables)) for key, item in items if isinstance(key, ast.Constant)}
    return _literal(value)


def _bound(node: ast.expr, variables: dict[str, ast.expr]) -> ast.expr:
    return variables.get(node.id, node) if isinstance(node, ast.Name) else node


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _extras(value: Any) -> dict[str, tuple[str, ...]]:
    items = value.items() if isinstance(value, dict) else ()
    return {name: _strings(listed) for name, listed in items if isinstance(name, str)}


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()
