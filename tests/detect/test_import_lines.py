"""The lines of code name every module that its syntax tree imports: what they do not name need not be parsed."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.detect.imports.lines import NAMESPACES, modules_on_lines


def imported(tree):
    """What a syntax tree imports, as the lines are to say it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (shortened(name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (shortened(f"{node.module}.{name.name}") for name in node.names)


def shortened(module):
    first = module.partition(".")[0]
    return module if first in NAMESPACES else first


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("import a", {"a"}),
        ("import a.b as c, d # e\n", {"a", "d"}),
        ("\tfrom a.b import c\r\nimport d\rimport e", {"a", "d", "e"}),
        ("\ufeffimport a", {"a"}),
        ("x = 1; import a; from b import c", {"a", "b"}),
        ("if x: import a\nelse: import b", {"a", "b"}),
        ("from a import (\n    b,\n)", {"a"}),
        ("from google.cloud import storage, x", {"google.cloud.storage", "google.cloud.x"}),
        ("import google.auth", {"google.auth"}),
        ("from . import a\nfrom .b import c", set()),
        ("important = 1\nreimport(x)\n'from the import of a'", set()),
        ("from google.cloud import (\n storage)", None),
        ("import a, \\\n b", None),
        ("from a \\\n import b", None),
        ("from a . b import c", None),
        ("", set()),
    ],
)
def test_modules(code, modules):
    assert modules_on_lines(code) == modules


names = st.sampled_from(["a", "b.c", "google", "google.cloud", "azure.ai.ml", "é"])
lists = st.lists(names.flatmap(lambda name: st.sampled_from([name, f"{name} as x", f" {name}  as y "])), min_size=1)
statements = st.one_of(
    lists.map(lambda listed: f"import {','.join(listed)}"),
    st.builds("from {} import {}".format, names, st.sampled_from(["x", "x, y as z", "(x)", "(\n x,\n y\n)", "*"])),
    st.sampled_from(["pass", "x = 1 # import q", "from . import x", "'''\nimport in a text\n'''", "import a, \\\n  b"]),
)
blocks = st.sampled_from(
    ["{}\n", "if x: {}\n", "x = 1; {}\n", "def f():\n    {}\n", "try:\n\t{}\nexcept E: pass\n", "{}  # b\n"]
)


@given(st.lists(st.builds(str.format, blocks, statements)).map("".join))
def test_lines_name_no_less_than_the_syntax_tree(code):
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    modules = modules_on_lines(code)
    assert modules is None or set(imported(tree)) <= modules
