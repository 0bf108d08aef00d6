"""Every repository under tests/projects gets exactly the dev container that is expected, and one that is right."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from devcontain.cli import cli
from devcontain.detect import detect
from devcontain.generate.artifacts import artifacts
from devcontain.generate.decide import decide
from devcontain.generate.templates import OURS, Templates
from devcontain.generate.wishes import Wishes, wishes_from
from devcontain.schema import violations
from devcontain.syntax.yaml import read_yaml

PROJECTS = Path(__file__).parents[1] / "projects"
SHAPES = sorted(path.name for path in PROJECTS.iterdir() if path.is_dir())
WRITES_EXPECTED = os.environ.get("DEVCONTAIN_WRITE_EXPECTED") == "1"

each_shape = pytest.mark.parametrize("shape", SHAPES)


def wishes_of(shape):
    """What is asked for with it, in the words of the record."""
    file = PROJECTS / shape / "options.json"
    return wishes_from(json.loads(file.read_text()), file.name) if file.exists() else Wishes()


def templates_of(shape):
    folder = PROJECTS / shape / "templates"
    return Templates(folder) if folder.exists() else OURS


@cache
def plan_of(shape, **more):
    """The plan for a repository of the shape's name."""
    wishes, catalogue = wishes_of(shape)._replace(**more), templates_of(shape).services
    with TemporaryDirectory() as directory:
        copy = shutil.copytree(PROJECTS / shape / "repository", Path(directory) / shape)
        return decide(detect(copy, wishes.manager, catalogue), wishes, catalogue)


def files_of(shape, **more):
    return {artifact.path: artifact.text for artifact in artifacts(plan_of(shape, **more), templates_of(shape))}


def said_of(shape):
    plan = plan_of(shape).to_data()
    return json.dumps({key: plan[key] for key in ("decisions", "notes")}, indent=2) + "\n"


def read_tree(directory):
    files = [path for path in directory.rglob("*") if path.is_file()]
    return {path.relative_to(directory).as_posix(): path.read_text() for path in files}


def write_expected(shape):
    shutil.rmtree(PROJECTS / shape / "expected", ignore_errors=True)
    for path, text in files_of(shape).items():
        file = PROJECTS / shape / "expected" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (PROJECTS / shape / "expected.json").write_text(said_of(shape))


@each_shape
def test_gets_the_expected_files(shape):
    if WRITES_EXPECTED:
        write_expected(shape)
    assert files_of(shape) == read_tree(PROJECTS / shape / "expected")


@each_shape
def test_gets_the_expected_reasons(shape):
    assert said_of(shape) == (PROJECTS / shape / "expected.json").read_text()


@each_shape
def test_is_valid_against_the_schemas(shape):
    for path, text in files_of(shape).items():
        if path.endswith(".json"):
            assert violations("devcontainer", json.loads(text)) == []
        if path.endswith(".yaml"):
            assert violations("compose", read_yaml(text)) == []


@each_shape
def test_is_silent_under_our_own_linter(shape, tmp_path):
    for part in ("repository", "expected"):
        shutil.copytree(PROJECTS / shape / part, tmp_path, dirs_exist_ok=True)
    paths = [str(tmp_path / path) for path in (".devcontainer", "Dockerfile") if (tmp_path / path).exists()]
    result = CliRunner().invoke(cli, ["lint", *paths])
    assert (result.exit_code, result.output.partition("\n")[0]) == (0, "All checks passed!")


@each_shape
def test_its_production_image_is_right(shape, tmp_path):
    """It mounts only what there is, ends lean and as an ordinary user, and our own linter is silent.

    PIN005 is about the repository's requirements, which are not ours.
    """
    shutil.copytree(PROJECTS / shape / "repository", tmp_path, dirs_exist_ok=True)
    files = files_of(shape, production=True)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    result = CliRunner().invoke(cli, ["lint", "--ignore=PIN005", str(tmp_path / "Dockerfile")])
    assert (result.exit_code, result.output.partition("\n")[0]) == (0, "All checks passed!")
    assert {
        path for path in re.findall(r"source=([^,]+)", files["Dockerfile"]) if not (tmp_path / path).exists()
    } == set()
    assert files["Dockerfile"].count("\nFROM ") == 2
    assert files["Dockerfile"].rpartition("\nUSER ")[2].startswith("app\n")
    assert {"build-essential", "libpq-dev", "pytest"}.isdisjoint(files["Dockerfile"].rpartition("\nFROM ")[2].split())


@each_shape
def test_is_accepted_by_docker_compose(shape, compose_command):
    folder = PROJECTS / shape / "expected" / ".devcontainer"
    for files in (["compose.yaml"], ["compose.yaml", "gpu/compose.yaml"]):
        if all((folder / file).exists() for file in files):
            named = [argument for file in files for argument in ("--file", file)]
            command = [*compose_command, *named, "--profile", "live", "config", "--quiet"]
            result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture(scope="module")
def compose_command():
    command = ["docker", "compose"]
    if (
        shutil.which("docker") is None
        or subprocess.run([*command, "version"], capture_output=True, check=False).returncode
    ):
        reason = "docker compose is not here"
        if os.environ.get("DEVCONTAIN_REQUIRE_ENGINE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return command


@each_shape
def test_mounts_only_files_that_the_repository_has(shape):
    dockerfiles = [text for path, text in files_of(shape).items() if path.endswith("Dockerfile")]
    mounted = [path for text in dockerfiles for path in re.findall(r"source=([^,]+)", text)]
    has = {*read_tree(PROJECTS / shape / "repository"), *files_of(shape)}
    assert set(mounted) <= has


@each_shape
def test_opens_without_a_gpu(shape):
    configuration = json.loads(files_of(shape)[".devcontainer/devcontainer.json"])
    assert "--gpus" not in configuration.get("runArgs", [])
    assert configuration.get("hostRequirements", {}).get("gpu", "optional") == "optional"


@each_shape
def test_publishes_no_port_of_the_service_that_the_editor_uses(shape):
    compose = read_yaml(files_of(shape).get(".devcontainer/compose.yaml", "services: {app: {}}"))
    assert "ports" not in compose["services"]["app"]
