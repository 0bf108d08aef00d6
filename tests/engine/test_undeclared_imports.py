"""What the code imports and no manifest names is there, and stays."""

import subprocess
import sys

import pytest


@pytest.fixture
def opened(project_copy, devcontainer_up):
    """Return a function that generates and opens a project's dev container, with more files if there are."""

    def open_project(name, files):
        directory = project_copy(name)
        for path, text in files.items():
            (directory / path).write_text(text)
        if (directory / "pyproject.toml").exists():
            subprocess.run([sys.executable, "-m", "uv", "lock", "--quiet", "--directory", directory], check=True)
        init = [sys.executable, "-m", "devcontain", "init", "--yes", str(directory)]
        done = subprocess.run(init, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        return devcontainer_up(directory)

    return open_project


def test_pip_installs_it_and_keeps_what_is_pinned(opened):
    container = opened("undeclared-imports", {".python-version": "3.11"})
    # hypothesis of today wants newer attrs, where it wants them at all.
    assert container.exec("python", "report.py").stdout == "attrs: 23.1.0\n"
    container.exec("python", "-m", "pytest", "-q")


def test_uv_sync_leaves_it_there(opened):
    container = opened("uv-package", {"noxfile.py": "import nox\n"})
    container.exec("python", "-c", "import nox")
    container.exec("sh", "-c", "uv sync --inexact --locked && python -c 'import nox'")
