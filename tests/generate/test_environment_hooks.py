"""Which lifecycle commands of a dev container by hand the environment in the image takes the place of."""

import json

import pytest

from devcontain.generate.adopt.environment_hooks import superseded_hooks, without_user
from devcontain.manifests.repository import Repository

SCRIPT = """#!/bin/bash
set -e
# An environment of its own.
python3 -m venv --upgrade-deps .venv
. .venv/bin/activate
pip install -r {file}
pip install -e .
{last}
"""


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("pip3 install --user -r requirements.txt", ("requirements.txt",)),
        ("sudo python -m pip install --upgrade pip && pip install -r requirements.txt", ("requirements.txt",)),
        (["pip", "install", "-e", ".[dev]"], ()),
        ({"python": "uv sync --group dev", "again": "uv pip install -r requirements.txt"}, ("requirements.txt",)),
        ("poetry install --with dev; pdm install", ()),
        (".devcontainer/good.sh", ("requirements.txt",)),
        ("bash ./.devcontainer/stale.sh", ()),
        ("pip install -r gone.txt && pre-commit install", ()),
    ],
)
def test_what_only_makes_an_environment_is_superseded(tmp_path, command, files):
    assert superseded_hooks({"postCreateCommand": command}, repository(tmp_path)) == {"postCreateCommand": files}


@pytest.mark.parametrize(
    "command",
    [
        "pip install -r requirements.txt && npm install",
        "pip install -r requirements.txt && pre-commit install",
        "pip install black",
        "pip install -r requirements.txt -c constraints.txt",
        "cd app && pip install -r gone.txt",
        "pre-commit install",
        "pip install 'x",
        ".devcontainer/hooks.sh",
        ".devcontainer/gone.sh",
        "make",
        "",
        None,
        1,
    ],
)
def test_what_does_more_is_kept(tmp_path, command):
    assert superseded_hooks({"onCreateCommand": command}, repository(tmp_path)) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pip3 install --user -r x.txt", "pip3 install -r x.txt"),
        ("pip install -q --user x && make --user", "pip install -q x && make --user"),
        ("pip install x", "pip install x"),
        ("npm install --user x", "npm install --user x"),
    ],
)
def test_pip_installs_into_the_environment_instead_of_the_home(before, after):
    assert without_user(json.dumps(before)) == json.dumps(after)


def repository(directory):
    (directory / "requirements.txt").write_text("flask\n")
    folder = directory / ".devcontainer"
    folder.mkdir()
    (folder / "good.sh").write_text(SCRIPT.format(file="requirements.txt", last=""))
    (folder / "stale.sh").write_text(SCRIPT.format(file="gone.txt", last="pre-commit install --install-hooks"))
    (folder / "hooks.sh").write_text(SCRIPT.format(file="requirements.txt", last="pre-commit install"))
    return Repository(directory)
