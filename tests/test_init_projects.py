"""`devcontain init` in a repository of several projects: what is written, again, and what is asked."""

import json
import subprocess

import pytest

from devcontain.detect.survey import Asked, survey
from devcontain.errors import UserError
from devcontain.generate.again.merge_json import read_json
from devcontain.generate.artifacts import all_artifacts
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.semantics.build import Build
from devcontain.services import services
from devcontain.syntax import dockerfile
from devcontain.syntax.source import Source
from devcontain.syntax.yaml import read_yaml
from tests.generate.test_hostile_names import HOSTILE
from tests.test_init import at_a_terminal, init

RECORD = ".devcontainer/.devcontain.json"


@pytest.fixture
def repository(tmp_path):
    for path, text in {
        "services/api/requirements.txt": "flask==3.1.2\nredis==7.1.0\n",
        "services/api/app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        "services/worker/requirements.txt": "celery[redis]==5.5.3\n",
        "services/worker/tasks.py": "from celery import Celery\n",
        "report/requirements.txt": "tabulate==0.9.0\n",
        "report/report.py": "import tabulate\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def generated(directory):
    return sorted(json.loads((directory / RECORD).read_text())["files"])


EACH = [
    ".devcontainer/api/Dockerfile",
    ".devcontainer/api/devcontainer.json",
    ".devcontainer/compose.yaml",
    ".devcontainer/report/Dockerfile",
    ".devcontainer/report/devcontainer.json",
    ".devcontainer/worker/Dockerfile",
    ".devcontainer/worker/devcontainer.json",
    "report/.dockerignore",
    "services/api/.dockerignore",
    "services/worker/.dockerignore",
]


def test_each_project_gets_a_configuration_and_all_share_their_services(repository):
    result = init(repository)
    assert (result.returncode, result.stderr) == (0, "")
    assert generated(repository) == EACH
    assert "then one of report, api, worker" in result.stdout
    assert f"--config {repository}/.devcontainer/report/devcontainer.json" in result.stdout
    assert init("--check", repository).returncode == 0


def test_what_the_user_edits_stays_when_a_project_changes_or_goes(repository):
    init(repository)
    api = repository / ".devcontainer/api/devcontainer.json"
    api.write_text(api.read_text().replace('"name": "api"', '"name": "The API"'))
    (repository / "services/api/requirements.txt").write_text("flask==3.1.2\nredis==7.1.0\npytest==9.0.1\n")
    subprocess.run(["rm", "-r", repository / "report"], check=True)
    assert init("--check", repository).returncode == 1
    assert init(repository).returncode == 0
    assert '"name": "The API"' in api.read_text()
    assert "python.testing.pytestEnabled" in api.read_text()
    assert not (repository / ".devcontainer/report").exists()
    assert init("--check", repository).returncode == 0


def test_one_for_all_is_remembered_and_forgotten(repository):
    init(repository)
    assert init("--projects", "together", repository).returncode == 0
    assert [path for path in generated(repository) if path.startswith(".devcontainer")] == [
        ".devcontainer/Dockerfile",
        ".devcontainer/compose.yaml",
        ".devcontainer/devcontainer.json",
    ]
    assert not (repository / ".devcontainer/api").exists()
    assert init("--check", repository).returncode == 0
    init("--projects", "auto", repository)
    assert generated(repository) == EACH


def test_some_are_chosen_remembered_and_forgotten(repository):
    assert init("--project", "services/api", repository).returncode == 0
    assert ".devcontainer/devcontainer.json" in generated(repository)
    assert init("--check", repository).returncode == 0
    init("--project", "services/api", "--project", "report", repository)
    assert ".devcontainer/api/Dockerfile" in generated(repository)
    assert ".devcontainer/worker/Dockerfile" not in generated(repository)
    init("--project", "auto", repository)
    assert generated(repository) == EACH


def test_each_may_have_a_production_image(repository):
    assert init("--production", repository).returncode == 0
    assert {"services/api/Dockerfile", "services/worker/Dockerfile", "report/Dockerfile"} <= set(generated(repository))
    assert "COPY . .\n" in (repository / "services/api/Dockerfile").read_text()


def test_the_plans_are_told_as_json(repository):
    plans = json.loads(init("--format=json", repository).stdout)
    assert [plan["layout"]["project"] for plan in plans["projects"]] == ["report", "services/api", "services/worker"]
    assert {file["path"] for file in plans["files"]} == {*EACH, RECORD}


@pytest.mark.parametrize(("answer", "expected"), [(b"each\n", EACH[0]), (b"together\n", ".devcontainer/Dockerfile")])
def test_at_a_terminal_it_is_asked_whether_they_share_one(repository, answer, expected):
    code, shown = at_a_terminal([answer, b"\n", b"\n", b"\n", b"y\n"], repository)
    assert "There are 3 projects: report, services/api, services/worker." in shown
    assert code == 0
    assert expected in generated(repository)


def test_a_project_is_also_generated_in_its_own_folder(repository):
    (repository / ".git").mkdir()
    assert init(repository / "services/api").returncode == 0
    folder = repository / "services/api"
    assert sorted(path.name for path in (folder / ".devcontainer").iterdir()) == [
        ".devcontain.json",
        "Dockerfile",
        "compose.yaml",
        "devcontainer.json",
    ]
    assert '"workspaceFolder": "/workspace/services/api"' in (folder / ".devcontainer/devcontainer.json").read_text()
    assert "- ../../..:/workspace:cached" in (folder / ".devcontainer/compose.yaml").read_text()


def test_a_record_names_nothing_but_what_is_generated(repository):
    init(repository)
    record = json.loads((repository / RECORD).read_text())
    for path in (
        "report/report.py",
        "../Dockerfile",
        "/Dockerfile",
        ".devcontainer/a/b/Dockerfile",
        "report/compose.yaml",
    ):
        record["files"][path] = ["import tabulate"]
    (repository / RECORD).write_text(json.dumps(record))
    assert init(repository).returncode == 0
    assert (repository / "report/report.py").exists()
    assert generated(repository) == EACH


def test_several_below_a_folder_of_the_repository_are_mounted_from_its_root(repository):
    (repository / ".git").mkdir()
    assert init("--no-compose", repository / "services").returncode == 0
    configuration = (repository / "services/.devcontainer/api/devcontainer.json").read_text()
    assert '"workspaceMount": "type=bind,source=${localWorkspaceFolder}/..,target=/workspace"' in configuration
    assert '"workspaceFolder": "/workspace/services/api"' in configuration


# A folder with braces is one of a template.
@pytest.mark.parametrize("name", [name for name in HOSTILE if "{{" not in name])
@pytest.mark.parametrize("projects", ["each", "together"])
def test_a_folder_of_any_name(tmp_path, name, projects):
    """It gets into JSON and YAML as it is, or is refused; and into a Dockerfile not at all."""
    for path in (f"{name}/one/requirements.txt", "two/requirements.txt", "libs/shared.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("redis==7.1.0\n")
    catalogue, asked = services(), Asked(projects=projects)
    try:
        plans = [decide(facts, Wishes(production=True), catalogue) for facts in survey(tmp_path, asked, catalogue)]
        files = {file.path: file.text for file in all_artifacts(plans)}
    except UserError:
        assert "$" in name
        return
    compose = read_yaml(files[".devcontainer/compose.yaml"])
    opened = [read_json(text)["workspaceFolder"] for path, text in files.items() if path.endswith(".json")]
    expected = ["/workspace"] if projects == "together" else ["/workspace/two", f"/workspace/{name}/one"]
    assert sorted(opened) == sorted(expected)
    assert sorted(compose["services"][plan.service]["working_dir"] for plan in plans) == sorted(expected)
    assert f"{name}/one" not in files.get(".devcontainer/one/Dockerfile", "")


@pytest.mark.parametrize("name", [name for name in HOSTILE if "{{" not in name])
def test_a_production_image_is_built_in_a_folder_of_any_name(tmp_path, name):
    for path, text in {f"{name}/requirements.txt": "-r ../shared.txt\n", "shared.txt": "redis==7.1.0\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    catalogue = services()
    try:
        (facts,) = survey(tmp_path, Asked(), catalogue)
        files = {file.path: file.text for file in all_artifacts([decide(facts, Wishes(production=True), catalogue)])}
    except UserError:
        assert "$" in name
        return
    parsed = dockerfile.parse(Source("Dockerfile", files[f"{name}/Dockerfile"]))
    assert not parsed.faults
    assert [step.scope.workdir for step in Build(parsed).steps if step.keyword == "CMD"] == [f"/app/{name}"]
