""".flaskenv: the application and the port that `flask run` is told."""

import ast
import posixpath

from devcontain.detect.application.web_application import Application
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

PATH = ".flaskenv"
_LINE = pattern(r"^\s*(?:export\s+)?(FLASK_APP|FLASK_RUN_PORT)\s*=\s*[\"']?([\w./:-]+)")
_USUAL = ("app", "application")
_MADE = ("create_app", "make_app")


def read_flaskenv(repository: Repository) -> Application | None:
    """The application that the file names, if its module is there; with its port, 0 where none is named."""
    matches = map(_LINE.match, (repository.glance(PATH) or "").splitlines())
    variables = {match[1]: match[2] for match in matches if match}
    module, _, name = variables.get("FLASK_APP", "").partition(":")
    stem = module.removesuffix(".py")
    stem = posixpath.normpath(stem if "/" in stem else stem.replace(".", "/"))
    path = next((path for path in (f"{stem}.py", f"{stem}/__init__.py") if repository.has(path)), "")
    tree = parse_python(repository.glance(path) or "") if path else None
    if tree is None:
        return None
    port = variables.get("FLASK_RUN_PORT", "")
    number = int(port) if len(port) <= 5 and port.isdecimal() and int(port) < 65536 else 0
    found = name or _usual_name(tree)
    is_factory = any(isinstance(node, ast.FunctionDef) and node.name == found for node in tree.body)
    return Application(path, found, is_factory, number, PATH if number else "") if found else None


def _usual_name(tree: ast.Module) -> str:
    """The name that the application has in its module, if it is one that Flask looks for."""
    assigned = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    made = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return next((name for name in _USUAL if name in assigned), "") or next((name for name in _MADE if name in made), "")
