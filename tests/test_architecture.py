"""Who may import whom, where third parties live, how long a module may be, and what a command does not load."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "devcontain"
MODULES = {".".join(path.relative_to(ROOT.parent).with_suffix("").parts): path for path in sorted(ROOT.rglob("*.py"))}

# Each package or module at the top, and those that it may import. An arrow that is not here does not exist.
ARROWS = {
    "__init__": "",
    "__main__": "cli commands errors",
    "cli": "__init__ commands generate",
    "commands": (
        "config detect engine errors files generate gpu lint manifests report rules semantics services syntax workspace"
    ),
    "config": "errors files lint semantics syntax",
    "engine": "errors resources",
    "rules": "files gpu lint manifests semantics syntax workspace",
    "report": "__init__ errors lint syntax",
    "lint": "errors files gpu manifests semantics syntax workspace",
    "generate": "detect errors gpu manifests resources seeding semantics services syntax workspace",
    "detect": "errors files gpu manifests seeding semantics services syntax workspace",
    "workspace": "errors files manifests semantics syntax",
    "semantics": "files gpu syntax",
    "manifests": "errors files syntax",
    "files": "errors syntax",
    "seeding": "services",
    "services": "errors resources syntax",
    "schema": "errors resources",
    "gpu": "errors resources syntax",
    "syntax": "",
    "resources": "",
    "errors": "",
    "pattern": "",
    "caching": "",
}
# What any module may import: itself, it imports nothing of ours.
EVERYWHERE = {"caching", "pattern"}
# Where an arrow reaches only a part of a package.
PARTS = {
    ("rules", "lint"): {"lint.left_behind", "lint.rule", "lint.unpinned"},
    ("generate", "detect"): {"detect.facts"},
    ("report", "lint"): {"lint.fingerprint", "lint.other_linters", "lint.outcome", "lint.page", "lint.rule"},
    ("files", "syntax"): {"syntax.source"},
}
HOMES = {
    "click": {"__main__", "cli", "commands"},
    "docker": {"engine"},
    "jinja2": {"generate.render"},
    "jsonschema": {"schema"},
    "packaging": {"detect", "generate", "manifests", "semantics"},
    "ruamel": {"generate.text.yaml_text", "syntax.yaml", "syntax.yaml_tree"},
}
HEAVY = {"docker", "jinja2", "jsonschema", "ruamel"}
EMPTY_NAMES = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}


def imports(tree):
    """The modules that the statements of a tree import; a name taken from a package may be a module of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from [name for name in inner if name in MODULES or f"{name}.__init__" in MODULES] or [node.module]


def parse(module):
    return ast.parse(MODULES[module].read_text("utf-8"))


def inside(name):
    """A module's name below the package: `devcontain.lint.rule` to `lint.rule`, `devcontain` to `__init__`."""
    return name.removeprefix("devcontain").removeprefix(".").removesuffix(".__init__") or "__init__"


def arrows():
    """Each pair of importing and imported module of our own, without the package's name."""
    for module in MODULES:
        for name in imports(parse(module)):
            if name.partition(".")[0] == "devcontain":
                yield inside(module), inside(name)


def top(name):
    return name.partition(".")[0]


def test_every_arrow_between_packages_is_drawn():
    foreign = {(top(source), top(target)) for source, target in arrows() if top(source) != top(target)}
    drawn = {source: {*targets.split(), *EVERYWHERE} for source, targets in ARROWS.items()}
    assert {f"{source} -> {target}" for source, target in foreign if target not in drawn[source]} == set()


def test_the_arrows_have_no_circle():
    order = list(TopologicalSorter({name: targets.split() for name, targets in ARROWS.items()}).static_order())
    assert order.index("syntax") < order.index("semantics") < order.index("lint") < order.index("commands")


@pytest.mark.parametrize("pair", PARTS, ids=" -> ".join)
def test_an_arrow_to_a_part_of_a_package_reaches_no_other_part(pair):
    reached = {target for source, target in arrows() if (top(source), top(target)) == pair}
    assert reached <= PARTS[pair]


def test_no_rule_knows_another_rule():
    own = {(source, target) for source, target in arrows() if top(source) == top(target) == "rules"}
    assert own == set()


def third_parties():
    for module in MODULES:
        for name in imports(parse(module)):
            if top(name) != "devcontain" and top(name) not in sys.stdlib_module_names:
                yield top(name), inside(module)


def test_third_parties_live_in_one_place_each():
    strays = {(name, module) for name, module in third_parties() if not {module, top(module)} & HOMES.get(name, set())}
    assert strays == set()


@pytest.mark.parametrize("module", MODULES)
def test_the_heavy_ones_are_imported_where_they_are_needed(module):
    tree = parse(module)
    tree.body = [statement for statement in tree.body if isinstance(statement, ast.Import | ast.ImportFrom)]
    assert {top(name) for name in imports(tree)} & HEAVY == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_one_subject(module):
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 300
    assert MODULES[module].stem not in EMPTY_NAMES
    assert ast.get_docstring(parse(module))


def loaded(*arguments, directory):
    """The modules that a run of the command loads."""
    command = [sys.executable, "-X", "importtime", "-m", "devcontain", *arguments]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def test_help_loads_next_to_nothing(tmp_path):
    names = loaded("--help", directory=tmp_path)
    assert "devcontain.cli" in names
    assert not {top(name) for name in names} & HEAVY
    assert not [
        name for name in names if name.startswith(("devcontain.rules", "devcontain.generate", "devcontain.lint"))
    ]


def test_linting_a_dockerfile_loads_only_what_that_takes(tmp_path):
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN apt-get update && pip install flask\n")
    names = loaded("lint", directory=tmp_path)
    assert "devcontain.lint.runner" in names
    assert not {top(name) for name in names} & HEAVY
    unwanted = ("devcontain.generate", "devcontain.detect", "devcontain.engine", "devcontain.syntax.yaml")
    assert not [name for name in names if name.startswith(unwanted)]
    assert not [name for name in names if name.startswith("devcontain.lint.shellcheck")]
