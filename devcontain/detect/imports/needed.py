"""The modules that code cannot do without."""

import ast
from collections.abc import Iterator

from devcontain.detect.imports.guards import holds
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
_LINE = r"(?:import\s+([\w.]+(?:\s*,\s*[\w.]+)*)|from\s+(\w[\w.]*)\s+import\s+([\w, ]*))"
_ANY_LINE = pattern(rf"(?m)^\s*{_LINE}")
_FIRST_COLUMN = pattern(rf"(?m)^{_LINE}")
_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
_EXITS = {"exit", "_exit", "quit"}


def needed_modules(code: str, *, at_once: bool = False) -> Iterator[str]:
    """The modules, with the names taken from them, since those may be modules too.

    `at_once` asks for those alone that code needs to be imported itself: not what a function imports, or a condition
    guards that is not known to hold.
    """
    tree = parse_python(code)
    if tree is None:
        yield from _of_lines(code, at_once)
        return
    for node in _statements(tree, at_once):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield from (f"{module}.{name.name}" for name in names)


def _statements(tree: ast.Module, at_once: bool) -> Iterator[ast.AST]:
    """Every statement, less those that code tries and can do without, and those that Linux does not come to."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for block in _blocks(node, at_once):
            waiting.extend(getattr(node, block, ()))


def _blocks(node: ast.AST, at_once: bool) -> tuple[str, ...]:
    match node:
        case ast.Try(handlers=handlers) if any(map(_forgives, handlers)):
            return ("finalbody",)
        case ast.With(items=items) if any("ImportError" in ast.unparse(item) for item in items):
            return ()
        case ast.FunctionDef() | ast.AsyncFunctionDef() if at_once:
            return ()
        case ast.If(test=test):
            value = holds(test)
            if value is None:
                return () if at_once else ("body", "orelse")
            return ("body",) if value else ("orelse",)
    return _BLOCKS


def _forgives(handler: ast.ExceptHandler) -> bool:
    """Whether code goes on where an import fails."""
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {""}
    return bool(names & {"", *_IMPORT_ERRORS}) and not _gives_up(handler.body[-1])


def _gives_up(last: ast.stmt) -> bool:
    match last:
        case ast.Raise():
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))):
            return name in _EXITS
    return False


def _of_lines(code: str, at_once: bool) -> Iterator[str]:
    """The same of code that today's Python cannot parse, such as that for Python 2."""
    for line in (_FIRST_COLUMN if at_once else _ANY_LINE).finditer(code):
        if line[1]:
            yield from (name.strip() for name in line[1].split(","))
        else:
            yield line[2]
