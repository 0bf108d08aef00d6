"""Run in the workspace of a dev container: says which modules the code imports that are not there, as JSON.

Counted is what a file imports when it is loaded: the imports at its top level, in Python files and in the code cells of
notebooks. Not counted are those in functions, what a `try` of the file copes with the absence of, what stands under
`TYPE_CHECKING` or a condition on the platform, the Python or what is available, and `pytest.importorskip`; the standard
library and the repository's own modules; documentation, examples, demos, benchmarks, fixtures and templates; and files
that a tool runs in an environment of its own, such as setup.py. Runs on Python 3.6 and newer.
"""

import ast
import importlib.util
import json
import re
import sys
import sysconfig
from fnmatch import fnmatch
from pathlib import Path

APART = re.compile(
    r"(?i)\.|.*\{\{|(docs?|documentation|examples?|demos?|benchmarks?|fixtures|testdata|templates|build|dist)$"
    r"|(node_modules|site-packages)$"
)
OF_TOOLS = {"setup.py", "noxfile.py", "hatch_build.py"}
GUARDS = {"TYPE_CHECKING", "platform", "version_info", "version", "name", "system", "PY2", "PY3", "implementation"}
COPES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "OSError", "suppress"}
OF_PYTHON_2 = frozenset(
    """BaseHTTPServer ConfigParser Cookie Queue SocketServer StringIO __builtin__ cPickle cStringIO commands cookielib
    copy_reg dummy_thread exceptions htmlentitydefs httplib md5 sets sha thread tkMessageBox urllib2 urlparse xmlrpclib
    asynchat asyncore cgi crypt distutils imp nntplib pipes smtpd telnetlib""".split()
)
"""And what newer Pythons have not got any more."""


def main():
    """Look at all files, and print what was found."""
    files = [path for path in Path().rglob("*") if path.suffix in (".py", ".ipynb") and path.is_file()]
    sys.path[:] = [entry for entry in sys.path if entry]
    names = asked({path: imports(path) for path in files})
    found = {
        "imports": len({top(name) for name in names}),
        "missing": sorted({absent for absent in map(absent_part, names) if absent}),
        "has_tests": any(is_test(path) for path in files),
    }
    print(json.dumps(found))


def asked(imported_by):
    """What is imported of others, dotted, by the files that count."""
    own = own_modules({path: names for path, names in imported_by.items() if path.suffix == ".py"})
    counted = (
        names
        for path, names in imported_by.items()
        if path.name not in OF_TOOLS and not any(APART.match(part) for part in path.parts)
    )
    return {name for names in counted for name in names if top(name) not in own and not is_standard(top(name))}


def is_test(path):
    """Whether pytest looks for tests in it."""
    return fnmatch(path.name, "test_*.py") or fnmatch(path.name, "*_test.py")


def own_modules(imported_by):
    """What may be imported of the repository itself: its files and folders, less files called as what they import."""
    own = {part for path in imported_by for part in path.parts[:-1]}
    return own | {path.stem for path, names in imported_by.items() if path.stem not in map(top, names)}


def top(name):
    """The first part of a dotted name."""
    return name.split(".")[0]


def imports(path):
    """The dotted names that a file imports when it is loaded."""
    found, optional = set(), set()
    for source in sources(path):
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        found.update(name for statement in loaded(tree.body) for name in imported(statement))
        optional.update(skipped(tree))
    return {name for name in found if top(name) not in optional}


def sources(path):
    """The code of a file; of a notebook, that of each cell."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".py":
        return [text]
    try:
        cells = [cell for cell in json.loads(text).get("cells", []) if cell.get("cell_type") == "code"]
    except (ValueError, AttributeError):
        return []
    return ["\n".join(line for line in "".join(cell["source"]).splitlines() if line[:1] not in "%!?") for cell in cells]


def loaded(statements):
    """The statements that run when the module is loaded, without those that are optional."""
    for statement in statements:
        if isinstance(statement, ast.Try):
            if not any(copes(handler) for handler in statement.handlers):
                yield from loaded([*statement.body, *statement.orelse, *statement.finalbody])
        elif isinstance(statement, ast.If):
            if not any(word in GUARDS or word.endswith(("available", "installed")) for word in words(statement.test)):
                yield from loaded([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.With):
            if not COPES & {word for item in statement.items for word in words(item)}:
                yield from loaded(statement.body)
        else:
            yield statement


def copes(handler):
    """Whether it goes on without the module."""
    return handler.type is None or bool(COPES & set(words(handler.type)))


def words(tree):
    """The names in an expression."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def imported(statement):
    """What a statement imports, dotted."""
    if isinstance(statement, ast.Import):
        return [name.name for name in statement.names]
    if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        return [f"{statement.module}.{name.name}" for name in statement.names]
    return []


def skipped(tree):
    """What the file goes without, by the first part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "importorskip" in words(node.func) and node.args:
            yield top(str(getattr(node.args[0], "value", "")))
        elif isinstance(node, ast.Try) and any(copes(handler) for handler in node.handlers):
            yield from (top(name) for statement in node.body for name in imported(statement))


def is_standard(name):
    """Whether it comes, or came, with Python; before 3.10 that is seen from where it lies."""
    if name in OF_PYTHON_2:
        return True
    if hasattr(sys, "stdlib_module_names"):
        return name in sys.stdlib_module_names
    if name in sys.builtin_module_names:
        return True
    spec = importlib.util.find_spec(name)
    origin = str(spec and spec.origin)
    return origin.startswith(sysconfig.get_paths()["stdlib"]) and "-packages" not in origin


def absent_part(name):
    """The part of a dotted name that is not there; of what lies in namespaces, down to the first that is none."""
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        part = ".".join(parts[:count])
        try:
            spec = importlib.util.find_spec(part)
        except (ImportError, ValueError, AttributeError):
            spec = None
        if spec is None:
            return part
        if spec.origin is not None:
            return ""
    return ""


if __name__ == "__main__":
    main()
