"""How what no manifest names gets into the environment."""

import pytest

from devcontain.detect.facts import Dependencies, Evidence, Facts
from devcontain.generate.python.imported import with_imported
from devcontain.generate.python.installation import choose_installation
from devcontain.manifests.lock import Lock
from devcontain.manifests.requirement import parse_requirement
from devcontain.syntax.source import Source, Span


def requirement(text, path="main.py"):
    return parse_requirement(Source(path, ""), Span(0, 0), text)


def installed(manager, *imported, **more):
    dependencies = Dependencies(manager, Evidence("manifest"), imported=imported, **more)
    facts = Facts("x", dependencies)
    return with_imported(choose_installation(facts, "3.13")[0], facts)


NUMPY = requirement("numpy")
IN_IMAGE = {"manifests": ("manifest",), "files": ("manifest",), "image_files": ("manifest",)}


@pytest.mark.parametrize(
    ("manager", "update"),
    [
        ("requirements", "pip install -r manifest"),
        ("uv", "uv sync --inexact --locked"),
        ("pdm", "pdm install --check"),
        ("poetry", "poetry install --no-root"),
        ("pipenv", "pipenv sync --dev"),
    ],
)
def test_the_image_gets_it_after_what_is_named(manager, update):
    installation, decisions, notes = installed(manager, NUMPY, **IN_IMAGE, lock=Lock("manifest"))
    assert (installation.imported, installation.update, notes) == (("numpy",), update, [])
    assert decisions[0].because == "needed by main.py; no manifest that is installed names it"


@pytest.mark.parametrize(
    ("manager", "update"),
    [
        ("requirements", "pip install -r manifest numpy"),
        ("source", "pip install -r manifest numpy"),
        ("uv", "uv sync --inexact --locked && uv pip install numpy"),
        ("poetry", "poetry install --no-root && pip install numpy"),
    ],
)
def test_what_installs_in_the_workspace_alone_installs_it_there(manager, update):
    installation, _, _ = installed(manager, NUMPY, **IN_IMAGE, lock=Lock("manifest"), needs_workspace=True)
    assert (installation.imported, installation.update) == ((), update)


def test_it_comes_before_what_is_built_without_isolation():
    more = {"is_packaged": True, "build_requirements": ("cython",)}
    installation, _, _ = installed("source", NUMPY, **more)
    then = "pip install --no-build-isolation --use-pep517 -e ."
    assert installation.update == f"pip install setuptools wheel cython numpy && {then}"


def test_indexes_are_asked_too_and_words_are_quoted():
    installation, _, _ = installed("requirements", requirement("psycopg[binary]"), **IN_IMAGE, indexes=("https://x/y",))
    assert installation.imported == ("--extra-index-url https://x/y", "'psycopg[binary]'")


def test_pip_installs_it_beside_what_conda_has_where_pip_is_there():
    installation, _, notes = installed("conda", NUMPY, **IN_IMAGE, requirements=(requirement("pip"),))
    assert (installation.imported, notes) == (("numpy",), [])
    installation, decisions, notes = installed("conda", NUMPY, **IN_IMAGE)
    said = "manifest names none of numpy, which the code needs (main.py): add them there"
    assert (installation.imported, decisions, notes) == ((), (), [said])


def test_many_files_are_not_all_named():
    imported = [requirement(name, f"{name}.py") for name in ("a", "b", "c", "d", "e")]
    _, (decision,), _ = installed("requirements", *imported, **IN_IMAGE)
    assert decision.because == "needed by a.py, b.py, c.py and 2 more files; no manifest that is installed names them"
