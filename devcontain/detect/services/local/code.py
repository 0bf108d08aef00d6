"""What code says of where services are, by its syntax: texts, calls, dictionaries, names that belong together."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from devcontain.detect.facts import Evidence
from devcontain.detect.imports.read import distribution_of
from devcontain.detect.services.local.address import UNKNOWN_PART, LocalAddress, Reader, Value
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern
from devcontain.seeding import Login

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = pattern(r"[A-Z][A-Z0-9_]{2,}")
_NAME = pattern(
    r"(?:\w+_)?([A-Z]+)_(HOST|HOSTNAME|SERVER|PORT|USER|USERNAME|PASSWORD|PASSWD|PASS|PWD|PW|DB|NAME|DATABASE|DBNAME)"
)
_LONGEST_NAME = 100
_ANY_DATABASE = {"DB", "DATABASE", "SQL"}
_CLIENTS = {
    *("Redis", "StrictRedis", "MongoClient", "AsyncMongoClient", "AsyncIOMotorClient", "ConnectionParameters"),
    *("Elasticsearch", "AsyncElasticsearch"),
}
"""What connects to localhost where nothing else is said."""
_CONNECTS = {"connect", "create_pool", "ConnectionPool"}
_ELSEWHERE = {
    *("url", "dsn", "hosts", "connection_pool", "unix_socket", "unix_socket_path", "cloud_id", "conninfo", "service"),
    *("read_default_file", "option_files"),
}
"""Arguments that say where to connect to in other ways."""
_LOGIN_IN_TURN = ("user", "password", "database")


def addresses_in_code(code: str, path: str, reader: Reader) -> Iterator[LocalAddress]:
    """Each address in the order of the code; comments and docstrings say none."""
    tree = parse_python(code)
    if tree:
        yield from _Code(tree, code, path, reader).addresses()


class _Code:
    def __init__(self, tree: ast.Module, code: str, path: str, reader: Reader) -> None:
        self.tree = tree
        self.path = path
        self.reader = reader
        self.has_fields = "BaseSettings" in code and "env_prefix" not in code
        """Whether fields are read from variables of their names, as pydantic's settings are."""
        self.imported: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        """What names are bound to that are texts."""
        self.named: dict[str, dict[str, Value]] = {}
        """Names that belong together, such as `DB_HOST` and `DB_USER`, by what they have in common."""
        self.hosts: dict[str, tuple[str, str]] = {}
        """Of those, what the host is called, and the variable that goes before it."""
        self.found: list[LocalAddress] = []

    def addresses(self) -> Iterator[LocalAddress]:
        self._visit(self.tree, "")
        yield from self.found
        for name, (words, variable) in self.hosts.items():
            services, said = self.reader.by_name.get(name.lower(), frozenset()), self.named[name]
            if services or name in _ANY_DATABASE:
                elsewhere = {part: None for part in Login._fields if part not in said}
                yield from self._of_parts(said | elsewhere, services or self.reader.databases, variable, words)

    def _visit(self, node: ast.AST, variable: str) -> None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        variable = self._default_of(node) or variable
        self.found += self._of_text(node, variable)
        self.found += self._of_group(node, variable)
        self._remember(node)
        for child in ast.iter_child_nodes(node) if not isinstance(node, ast.JoinedStr) else ():
            if child._fields:
                self._visit(child, variable)

    def _default_of(self, node: ast.AST) -> str:
        """The variable that goes before what is below."""
        match node:
            case ast.Call():
                return _read_by(node)
            case ast.BoolOp(op=ast.Or()):
                return next(filter(None, map(_read_by, node.values)), "")
            case ast.AnnAssign() if self.has_fields:
                return _name_of(node.target).upper()
        return ""

    def _of_text(self, node: ast.AST, variable: str) -> Iterator[LocalAddress]:
        match node:
            case ast.Constant(value=str(text)):
                pass
            case ast.JoinedStr():
                text = self._text(node)
            case ast.Tuple(elts=[ast.Constant(value=str(host)), ast.Constant(value=int(port))]):
                text = f"{host}:{port}"
            case _:
                return
        yield from self.reader.of_text(text, self._evidence(text), variable)

    def _of_group(self, node: ast.AST, variable: str) -> Iterator[LocalAddress]:
        match node:
            case ast.Dict():
                keys = (key.value if isinstance(key, ast.Constant) else None for key in node.keys)
                said = {str(key): value for key, value in zip(keys, node.values, strict=True) if key is not None}
                yield from self._of_dictionary(said, variable)
            case ast.Call():
                yield from self._of_call(node, variable)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from self._of_parts(self._values(_defaults(node.args)), frozenset(), variable, node.name)

    def _remember(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=names):
                self.imported |= {name.asname or name.name.partition(".")[0]: name.name for name in names}
                return
            case ast.ImportFrom(module=str(module), names=names, level=0):
                self.imported |= {name.asname or name.name: f"{module}.{name.name}" for name in names}
                return
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                name, constant = _name_of(target), self._value(value)
            case _:
                return
        if isinstance(constant, str):
            self.texts[name] = constant
        if match := _NAME.fullmatch(name.upper()[:_LONGEST_NAME]):
            self.named.setdefault(match[1], {})[match[2].lower()] = constant
            if constant in self.reader.hosts and match[2].startswith(("HOST", "SERVER")):
                self.hosts.setdefault(match[1], (name, self._default_of(node)))

    def _of_dictionary(self, said: dict[str, ast.expr], variable: str) -> Iterator[LocalAddress]:
        values = self._values(said)
        engine = values.get("ENGINE")
        services = self.reader.by_backend.get(str(engine), frozenset()) if engine else frozenset()
        yield from self._of_parts(values, services, variable, "DATABASES" if services else "host")

    def _of_call(self, call: ast.Call, variable: str) -> Iterator[LocalAddress]:
        module, name = self._called(call.func)
        services = self._services(module)
        said = self._values({word.arg: word.value for word in call.keywords if word.arg})
        in_turn = [self._value(argument) for argument in call.args]
        if services and in_turn and isinstance(in_turn[0], str) and in_turn[0] in self.reader.hosts:
            said["host"], rest = in_turn[0], in_turn[1:]
            if rest and str(rest[0]).isdecimal():
                said["port"] = rest[0]
            else:
                said |= dict(zip(_LOGIN_IN_TURN, rest, strict=False))
        elif services and in_turn and isinstance(in_turn[0], str) and name in _CONNECTS:
            said |= self.reader.of_words(in_turn[0])
        elif call.args or any(word.arg is None or word.arg in _ELSEWHERE for word in call.keywords):
            services = frozenset()
        is_open = name in _CLIENTS or (name in _CONNECTS and said.keys() & {"user", "database", "dbname", "db"})
        yield from self._of_parts(said, services if is_open or "host" in said else frozenset(), variable, name)

    def _of_parts(
        self, said: dict[str, Value], services: frozenset[str], variable: str, words: str
    ) -> Iterator[LocalAddress]:
        yield from self.reader.of_parts(said, services, Evidence(self.path, words), variable)

    def _called(self, function: ast.expr) -> tuple[str, str]:
        """The module that a function is taken from, as it is imported, and the function's name."""
        names: list[str] = []
        while isinstance(function, ast.Attribute):
            names.append(function.attr)
            function = function.value
        first = function.id if isinstance(function, ast.Name) else ""
        return self.imported.get(first, ""), names[0] if names else first

    def _services(self, module: str) -> frozenset[str]:
        """The services that a module is a client of."""
        name = canonicalize_name(distribution_of(module, set())) if module else ""
        first = module.partition(".")[0].lower()
        return self.reader.by_distribution.get(name) or self.reader.by_distribution.get(first, frozenset())

    def _values(self, said: dict[str, ast.expr]) -> dict[str, Value]:
        return {key: self._value(value) for key, value in said.items()}

    def _value(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant(value=bool()):
                return None
            case ast.Constant(value=str() | int() as value):
                return value
            case ast.Name(id=name):
                return self.texts.get(name)
        return None

    def _text(self, node: ast.JoinedStr) -> str:
        """What a formatted text says as far as names are known."""
        parts = (part.value if isinstance(part, ast.FormattedValue) else part for part in node.values)
        values = map(self._value, parts)
        return "".join(UNKNOWN_PART if value is None else str(value) for value in values)

    def _evidence(self, text: str) -> Evidence:
        """Where it stands, and how it begins: passwords are not repeated."""
        return Evidence(self.path, f"{text.partition('://')[0]}://" if "://" in text else text)


def _read_by(node: ast.expr) -> str:
    """The variable that is read from the environment, where a call or a subscript looks like that."""
    match node:
        case ast.Call(func=ast.Attribute(attr="setdefault")):
            return ""
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _VARIABLE.fullmatch(name):
            return name
        case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))):
            return name
    return ""


def _defaults(arguments: ast.arguments) -> dict[str, ast.expr]:
    """The parameters of a function that have a default, and it."""
    listed = [*arguments.posonlyargs, *arguments.args]
    last = listed[len(listed) - len(arguments.defaults) :]
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return {one.arg: value for one, value in (*zip(last, arguments.defaults, strict=True), *named) if value}


def _name_of(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
    return ""
