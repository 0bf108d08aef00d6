"""What Django loads since its settings name it: applications, middleware, and the clients of databases."""

import ast
import posixpath
from collections.abc import Iterator
from itertools import islice

from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

_NAMED = pattern(r"\bDJANGO_SETTINGS_MODULE[\"']\s*(?:,|\]\s*=)\s*[\"']([\w.]+)[\"']")
_LISTS = pattern(r"(?:\w+_)?APPS|MIDDLEWARE|MIDDLEWARE_CLASSES|AUTHENTICATION_BACKENDS")
_MAPPINGS = {"DATABASES": "ENGINE", "CACHES": "BACKEND"}
_CLIENTS = {
    "django.db.backends.mysql": ("MySQLdb", "pymysql"),
    "django.contrib.gis.db.backends.mysql": ("MySQLdb", "pymysql"),
    "django.db.backends.postgresql": ("psycopg2", "psycopg"),
    "django.db.backends.postgresql_psycopg2": ("psycopg2", "psycopg"),
    "django.contrib.gis.db.backends.postgis": ("psycopg2", "psycopg"),
}
"""By Django's own backend, the modules of which it needs one, the one that every release of Django takes first."""
_MODULE = pattern(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_PROJECTS = 20
_DEPTH = 5


def find_settings(repository: Repository) -> Iterator[str]:
    """The modules of settings that each manage.py names, and those whose settings they take over, first to last."""
    for path in islice(repository.walk_own("/manage.py"), _PROJECTS):
        folder = posixpath.dirname(path)
        for module in dict.fromkeys(_NAMED.findall(repository.glance(path) or "")):
            yield from _with_bases(repository, folder, module, _DEPTH)


def modules_of_settings(repository: Repository) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each thing that settings name without a condition, the file and the modules of which Django needs one."""
    for path in find_settings(repository):
        tree = parse_python(repository.glance(path) or "")
        for named in _named(tree) if tree else ():
            if _MODULE.fullmatch(named):
                yield path, _CLIENTS.get(named, (named,))


def _with_bases(repository: Repository, folder: str, module: str, depth: int) -> Iterator[str]:
    stem = posixpath.join(folder, module.replace(".", "/"))
    path = next(filter(repository.has, (f"{stem}.py", f"{stem}/__init__.py")), "")
    tree = parse_python(repository.glance(path) or "") if path and depth else None
    if tree is None:
        return
    yield path
    package = module.split(".") if path.endswith("/__init__.py") else module.split(".")[:-1]
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and [name.name for name in node.names] == ["*"]:
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield from _with_bases(repository, folder, base, depth - 1)


def _named(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AugAssign(target=ast.Name(id=name), value=value)
            ):
                yield from _in_value(name, value)


def _in_value(name: str, value: ast.expr) -> Iterator[str]:
    """The strings of a list, or what a dictionary of dictionaries says by the key that names a module."""
    if _LISTS.fullmatch(name):
        for node in ast.walk(value):
            if isinstance(node, ast.List | ast.Tuple):
                yield from _strings(node.elts)
    for node in ast.walk(value) if name in _MAPPINGS else ():
        if isinstance(node, ast.Dict):
            yield from _strings(
                one for key, one in zip(node.keys, node.values, strict=True) if _is(key, _MAPPINGS[name])
            )


def _strings(nodes: Iterator[ast.expr] | list[ast.expr]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is(key: ast.expr | None, text: str) -> bool:
    return isinstance(key, ast.Constant) and key.value == text
