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
from devcontain.detect.survey import Asked, survey
from devcontain.generate.again.merge_json import read_json
from devcontain.generate.artifacts import all_artifacts
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
def plans_of(shape, **more):
    """The plans for a repository of the shape's name: one, unless it has several projects."""
    wishes, catalogue = wishes_of(shape)._replace(**more), templates_of(shape).services
    with TemporaryDirectory() as directory:
        copy = shutil.copytree(PROJECTS / shape / "repository", Path(directory) / shape)
        asked = Asked(wishes.manager, wishes.project, wishes.projects)
        return [decide(facts, wishes, catalogue) for facts in survey(copy, asked, catalogue)]


def files_of(shape, **more):
    return {artifact.path: artifact.text for artifact in all_artifacts(plans_of(shape, **more), templates_of(shape))}


def said_of(shape):
    plans = {plan.layout.place.project: plan.to_data() for plan in plans_of(shape)}
    said = {project: {key: plan[key] for key in ("decisions", "notes")} for project, plan in plans.items()}
    return json.dumps(said if len(said) > 1 else next(iter(said.values())), indent=2) + "\n"


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
            assert violations("devcontainer", read_json(text)) == []
        if path.endswith(".yaml"):
            assert violations("compose", read_yaml(text)) == []


@each_shape
def test_is_silent_under_our_own_linter(shape, tmp_path):
    for part in ("repository", "expected"):
        shutil.copytree(PROJECTS / shape / part, tmp_path, dirs_exist_ok=True)
    dockerfiles = [path for path in read_tree(PROJECTS / shape / "expected") if path.endswith("Dockerfile")]
    paths = [str(tmp_path / path) for path in (".devcontainer", *dockerfiles)]
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
    for layout in (plan.layout for plan in plans_of(shape, production=True)):
        path, context = layout.file(layout.place.project, "Dockerfile"), tmp_path / layout.context
        # LAY006 takes the folder of a Dockerfile for its context.
        aside = "PIN005" if layout.inside == "." else "PIN005,LAY006"
        result = CliRunner().invoke(cli, ["lint", f"--ignore={aside}", str(tmp_path / path)])
        assert (result.exit_code, result.output.partition("\n")[0]) == (0, "All checks passed!")
        mounted = re.findall(r"source=([^,]+)", files[path])
        assert [source for source in mounted if not (context / source).exists()] == []
        assert files[path].count("\nFROM ") == 2
        assert files[path].rpartition("\nUSER ")[2].startswith("10001\n")
        assert {"build-essential", "libpq-dev", "pytest"}.isdisjoint(files[path].rpartition("\nFROM ")[2].split())


@each_shape
def test_is_accepted_by_docker_compose(shape, compose_command):
    folder = PROJECTS / shape / "expected" / ".devcontainer"
    gpu = [path.relative_to(folder).as_posix() for path in folder.glob("*/compose.yaml")]
    for files in (["compose.yaml"], *(["compose.yaml", path] for path in gpu)):
        if (folder / "compose.yaml").exists():
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
    files, has = files_of(shape), {*read_tree(PROJECTS / shape / "repository"), *files_of(shape)}
    for layout in (plan.layout for plan in plans_of(shape)):
        for path in (layout.configured("Dockerfile"), layout.file(layout.place.project, "Dockerfile")):
            mounted = re.findall(r"source=([^,]+)", files.get(path, ""))
            assert {(Path(layout.context) / source).as_posix() for source in mounted} <= has


@each_shape
def test_opens_without_a_gpu(shape):
    for plan in plans_of(shape):
        configuration = read_json(files_of(shape)[plan.layout.configured("devcontainer.json")])
        assert "--gpus" not in configuration.get("runArgs", [])
        assert configuration.get("hostRequirements", {}).get("gpu", "optional") == "optional"


@each_shape
def test_publishes_no_port_of_the_service_that_the_editor_uses(shape):
    compose = read_yaml(files_of(shape).get(".devcontainer/compose.yaml", "services: {app: {}}"))
    assert not any("ports" in compose["services"].get(plan.service, {}) for plan in plans_of(shape))
