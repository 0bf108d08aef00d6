"""Where Python code makes its Flask, FastAPI, Litestar or Starlette application, seen in its syntax tree."""

import ast
from typing import NamedTuple

from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python

_RUNNERS = {"Flask": {"app", "application", "server"}}
_ASGI = {"uvicorn"}


class Application(NamedTuple):
    """An application: its file, the variable or function to start it by, and its port with the file that says it."""

    path: str
    name: str = ""
    is_factory: bool = False
    port: int = 0
    port_path: str = ""


def read_application(repository: Repository, path: str, framework: str) -> Application | None:
    """The application that a file makes, if it makes one."""
    text = repository.glance(path)
    if text is None or f"{framework}(" not in text:
        return None
    tree = parse_python(text)
    if tree is None or not _calls(tree, {framework}):
        return None
    name, is_factory = _start(tree, framework)
    port = _port(tree, framework)
    return Application(path, name, is_factory, port, path if port else "")


def read_port(repository: Repository, path: str, framework: str) -> int:
    """The port that a file of the project runs an application on; 0 where it names none."""
    text = repository.glance(path)
    if text is None or ".run(" not in text or "port" not in text:
        return 0
    tree = parse_python(text)
    return _port(tree, framework) if tree else 0


def _start(tree: ast.Module, framework: str) -> tuple[str, bool]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    makers = {function.name for function in functions if _calls(function, {framework})}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _calls(value, {framework, *makers}):
                return name, False
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if _calls(
                value, {framework, *makers}
            ):
                return name, False
    factory = next((name for name in ("create_app", "make_app") if name in makers), "")
    return factory, bool(factory)


def _calls(tree: ast.AST, names: set[str]) -> bool:
    return any(isinstance(node, ast.Call) and _name(node.func) in names for node in ast.walk(tree))


def _name(called: ast.expr) -> str:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _port(tree: ast.Module, framework: str) -> int:
    """The constant port of `app.run(...)` for Flask, of `uvicorn.run(...)` for others; 0 where there is none."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr="run"), keywords=keywords):
                if owner in _RUNNERS.get(framework, _ASGI):
                    return next((_constant(keyword.value) for keyword in keywords if keyword.arg == "port"), 0)
    return 0


def _constant(node: ast.expr) -> int:
    port = node.value if isinstance(node, ast.Constant) else 0
    return port if isinstance(port, int) and 0 < port < 65536 else 0
