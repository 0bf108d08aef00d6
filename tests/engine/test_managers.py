"""Each manager's projects open on a real engine with all that they import."""

import subprocess
import sys
import time

import pytest


@pytest.fixture
def opened(locked_copy, devcontainer_up):
    """Return a function that generates and opens a project's dev container."""

    def open_project(name):
        directory = locked_copy(name)
        init = [sys.executable, "-m", "devcontain", "init", "--yes", str(directory)]
        done = subprocess.run(init, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        return devcontainer_up(directory)

    return open_project


@pytest.mark.parametrize(
    ("project", "module", "manifest"),
    [
        ("poetry-package", "ballad", "poetry.lock"),
        ("pdm-package", "carol", "pdm.lock"),
        ("pipenv-application", "psalm", "Pipfile.lock"),
        ("setup-py", "ledger", ""),
        ("hatch-package", "hymnal", "pyproject.toml"),
    ],
)
def test_a_project_of_each_manager_opens_and_its_tests_pass(opened, devcontainer_up, project, module, manifest):
    container = opened(project)
    container.exec("python", "-c", f"import {module}, dateutil, pytest")
    container.exec("python", "-m", "pytest", "-q")
    container.exec("pip", "install", "--quiet", "six")
    source = next(container.directory.rglob(f"{module}*"))
    file = source if source.is_file() else source / "__init__.py"
    file.write_text(file.read_text() + "\n# edited before a rebuild\n")
    assert devcontainer_up(container.directory).steps_run == []
    if manifest:
        dependencies = container.directory / manifest
        # No earlier build has the result in its cache: the name of the directory is a new one in each run.
        comment = f"\n# {container.directory.name}\n" if manifest != "Pipfile.lock" else " " * (time.time_ns() % 4096)
        dependencies.write_text(dependencies.read_text() + comment)
        (install,) = devcontainer_up(container.directory).steps_run
        assert "python -m venv /opt/venv" in install
        container.exec("python", "-c", f"import {module}, dateutil")


def test_what_scripts_import_is_there(opened):
    container = opened("scripts")
    assert container.exec("python", "report.py").stdout.strip() == '{"year": 1850}'


def test_what_wheels_leave_to_debian_is_there(opened):
    container = opened("system-packages")
    assert container.exec("python", "identify.py").stdout.split() == ["application/pdf", "decode"]
