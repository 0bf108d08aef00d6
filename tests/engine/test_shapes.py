"""The shapes of tests/projects open, their imports work, their tests pass, and a rebuild does what it must.

CI opens those that shapes.py names; all are opened with --all-shapes.
"""

import ast
import contextlib
import re
from pathlib import Path

import pytest

from benchmarks.imports_inside import asked, imports, is_test
from devcontain.generate.again.merge_json import read_json
from tests.engine.locking import lock_again
from tests.engine.shapes import IN_CI, PROJECTS, SHAPES

IMPORT = """
import sys
for name in sys.argv[1:]:
    where, _, what = name.rpartition(".")
    exec("from %s import %s" % (where, what) if where else "import " + what)
"""
CONNECT = """
import os, re, socket
for value in os.environ.values():
    for host, port in re.findall("(?:^|[@/,])([a-z]+):([0-9]+)", value):
        socket.create_connection((host, int(port)), 30).close()
"""
# No index has them.
UNHEARD_OF = {"google.colab.drive", "unheard_of.nothing"}


def pytest_generate_tests(metafunc):
    everything = metafunc.config.getoption("--all-shapes", default=False)
    chosen = [shape for shape in SHAPES if everything or shape.project in IN_CI]
    metafunc.parametrize("shape", chosen, ids=str)


@pytest.fixture
def directory(shape, project_copy):
    """A copy of a shape with what init writes there, its lock files made anew."""
    if reason := shape.lacks:
        pytest.skip(f"needs {reason}")
    source = PROJECTS / shape.project
    directory = project_copy(shape.project, source / "repository", source / "expected")
    lock_again(directory)
    return directory


def test_opens(shape, directory, devcontainer_up):
    container = devcontainer_up(directory, shape.name)
    project = project_of(container)
    files = [path.relative_to(project) for suffix in ("py", "ipynb") for path in sorted(project.rglob(f"*.{suffix}"))]
    with contextlib.chdir(project):
        names = asked({path: imports(path) or imports_of_python_2(path) for path in files}) - UNHEARD_OF
    succeeds(container, "python", "-c", IMPORT, *sorted(names))
    succeeds(container, "python", "-c", CONNECT)
    if any(map(is_test, files)):
        succeeds(container, *its_tests(directory / ".devcontainer" / shape.name))
    if source := next((path for path in files if path.name != "setup.py"), None):
        (project / source).write_text((project / source).read_text() + "\n")
        assert container.steps_of_rebuild() == []
    if (requirements := project / "requirements.txt").exists():
        requirements.write_text(requirements.read_text() + "\nsix\n")
        assert all("pip install" in step for step in container.steps_of_rebuild())


def project_of(container):
    """The folder outside that is open inside."""
    parts = Path(container.remote_folder).parts
    return container.directory.joinpath(*parts[2 if parts[1] == "workspace" else 3 :])


def imports_of_python_2(path):
    """What code imports that only Python 2 understands, a line at a time."""
    try:
        ast.parse(path.read_bytes())
    except SyntaxError:
        lines = re.findall(r"^import ([\w., ]+)$", path.read_text(), re.MULTILINE)
        return {name for line in lines for name in line.split(", ")}
    return set()


def its_tests(directory):
    """How the editor is told to run them."""
    configuration = read_json((directory / "devcontainer.json").read_text())
    settings = configuration["customizations"]["vscode"]["settings"]
    if settings.get("python.testing.unittestEnabled"):
        return "python", "-m", "unittest", "discover", *settings["python.testing.unittestArgs"]
    return "python", "-m", "pytest", "-q", *settings.get("python.testing.pytestArgs", ())


def succeeds(container, *command):
    done = container.exec(*command, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
