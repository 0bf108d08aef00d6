"""What the sessions of nox install, read from noxfile.py without running it: only what stands there as a constant."""

import ast
from collections.abc import Iterator

from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import constants_of, parse_python

PATH = "noxfile.py"
_TESTS = ("test", "unit", "pytest")


def read_nox_requirements(repository: Repository) -> tuple[str, ...]:
    """What sessions that are named after tests install, as words of a command of pip's."""
    tree = parse_python(repository.glance(PATH) or "")
    if tree is None:
        return ()
    constants = constants_of(tree)
    sessions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith(_TESTS))
    return tuple(dict.fromkeys(word for session in sessions for word in _installed(session, constants)))


def _installed(session: ast.FunctionDef, constants: dict[str, ast.expr]) -> Iterator[str]:
    for node in ast.walk(session):
        match node:
            case ast.Call(func=ast.Attribute(attr="install"), args=arguments):
                words = [word for argument in arguments for word in _words(argument, constants)]
                yield from _joined(words)


def _words(argument: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    value = argument.value if isinstance(argument, ast.Starred) else argument
    value = constants.get(value.id, value) if isinstance(value, ast.Name) else value
    for item in value.elts if isinstance(value, ast.List | ast.Tuple) else [value]:
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            yield item.value


def _joined(words: list[str]) -> Iterator[str]:
    """The words, an option that takes one with it."""
    before = ""
    for word in words:
        if word in {"-r", "-c", "-e", "--requirement", "--constraint", "--editable"}:
            before = f"{word} "
        else:
            yield before + word
            before = ""
