"""Each manager's projects open on a real engine with all that they import."""

import subprocess
import sys

import pytest

IMAGE = "mcr.microsoft.com/devcontainers/python:3-3.11-bookworm"
INDEX = "$(python -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)')"
LOCKING = {
    # Poetry asks an interface of the package index that mirrors lack, unless the index is named.
    "poetry-package": (
        "poetry==2.5.1",
        f'printf \'[[tool.poetry.source]]\\nname = "index"\\nurl = "%s"\\n\' {INDEX} >> pyproject.toml && poetry lock',
    ),
    "pdm-package": ("pdm==2.29.3 hishel==1.4.0 unearth==0.17.5", "pdm lock --python 3.11"),
    "pipenv-application": ("pipenv==2026.10.3", "pipenv lock"),
}


def lock(directory):
    """Make the lock file in a container of its own, so that no lock file has to stand here and grow old."""
    tool, command = LOCKING[directory.name.rpartition("-")[0]]
    install = f"python -m venv /tmp/tool && /tmp/tool/bin/pip install -q {tool} && export PATH=/tmp/tool/bin:$PATH"
    place = ["--volume", f"{directory}:/project", "--workdir", "/project"]
    run = ["docker", "run", "--rm", *place, IMAGE, "sh", "-c", f"{install} && {command}"]
    done = subprocess.run(run, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture
def opened(project_copy, devcontainer_up):
    """Return a function that generates and opens a project's dev container."""

    def open_project(name):
        directory = project_copy(name)
        if name in LOCKING:
            lock(directory)
        init = [sys.executable, "-m", "devcontain", "init", "--yes", str(directory)]
        done = subprocess.run(init, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        return devcontainer_up(directory)

    return open_project


@pytest.mark.parametrize(
    ("project", "module"),
    [
        ("poetry-package", "ballad"),
        ("pdm-package", "carol"),
        ("pipenv-application", "psalm"),
        ("setup-py", "ledger"),
    ],
)
def test_a_project_of_each_manager_opens_and_its_tests_pass(opened, devcontainer_up, project, module):
    container = opened(project)
    container.exec("python", "-c", f"import {module}, dateutil, pytest")
    container.exec("python", "-m", "pytest", "-q")
    container.exec("pip", "install", "--quiet", "six")
    source = next(container.directory.rglob(f"{module}*"))
    file = source if source.is_file() else source / "__init__.py"
    file.write_text(file.read_text() + "\n# edited before a rebuild\n")
    assert devcontainer_up(container.directory).steps_run == []


def test_what_scripts_import_is_there(opened):
    container = opened("scripts")
    assert container.exec("python", "report.py").stdout.strip() == '{"year": 1850}'


def test_what_wheels_leave_to_debian_is_there(opened):
    container = opened("system-packages")
    assert container.exec("python", "identify.py").stdout.split() == ["application/pdf", "decode"]
