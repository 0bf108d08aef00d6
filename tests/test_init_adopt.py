"""`devcontain init` where somebody has written a dev container by hand: what is kept and replaced, and what is said."""

import json

import pytest

from devcontain.syntax.dockerfile import parse
from devcontain.syntax.jsonc import parse as parse_json
from devcontain.syntax.source import Source
from devcontain.syntax.yaml import read_yaml
from tests.test_init_again import COMPOSE, DEVCONTAINER, DOCKERFILE, RECORD, Project, is_settled

DOCKERFILE_BY_HAND = """\
ARG VARIANT=3.12
FROM mcr.microsoft.com/vscode/devcontainers/python:${VARIANT}
# Node for the pages.
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - \\
 && apt-get install -y nodejs
RUN apt-get update && export DEBIAN_FRONTEND=noninteractive \\
 && apt-get -y install --no-install-recommends graphviz libgl1-mesa-glx build-essential libunheard-of
ENV FLASK_DEBUG=1 GREETING='a "b" $HOME' PIP_NO_CACHE_DIR=1 PYTHONPATH=/code/src PATH=/opt/tool/bin:$PATH
WORKDIR /code
COPY requirements.txt .
RUN pip install -r requirements.txt
RUN pip install ipdb
COPY entrypoint.sh /
EXPOSE 5000 8080/tcp
USER vscode
CMD ["sleep", "infinity"]
"""
BY_HAND = {
    "name": "Mine",
    "build": {"dockerfile": "Dockerfile", "args": {"VARIANT": "3.10-bullseye"}},
    "features": {"ghcr.io/devcontainers/features/github-cli:1": {}, "ghcr.io/devcontainers/features/python:1": {}},
    "updateContentCommand": "make",
    "forwardPorts": [8080],
}
COMPOSE_BY_HAND = """\
version: "3.8"
services:
  # The editor.
  web:
    build:
      context: ..
      dockerfile: .devcontainer/Dockerfile
      args:
        VARIANT: "3.11"
    volumes:
      - ../..:/workspaces:cached
      - data:/data  # large
    command: sleep infinity
    environment:
      - CACHE=redis://cache:6379/3
    ports:
      - "5000:5000"

  cache:
    image: redis:7  # an old one
    restart: unless-stopped

volumes:
  data:
"""


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def by_hand(project, *, dockerfile=DOCKERFILE_BY_HAND, **more):
    project[DOCKERFILE] = dockerfile
    project[DEVCONTAINER] = json.dumps({**BY_HAND, **more}, indent=4)


def configuration(project):
    return parse_json(project[DEVCONTAINER]).root.to_python()


def test_nothing_changes_without_a_word(project):
    by_hand(project)
    before = project.tree()
    code, said = project.init()
    assert (code, project.tree()) == (1, before)
    assert "--force changes that as shown" in said


def test_packages_variables_and_tools_of_the_dockerfile_are_kept(project):
    by_hand(project)
    code, said = project.init("--force")
    assert code == 0
    document = parse(Source("", project[DOCKERFILE]))
    assert not document.faults
    text = project[DOCKERFILE]
    assert "FROM mcr.microsoft.com/devcontainers/python:3-3.10-bookworm\n" in text
    assert "RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - \\\n && apt-get install -y nodejs\n" in text
    assert "--no-install-recommends graphviz libgl1 \\\n" in text
    assert 'ENV FLASK_DEBUG=1 \\\n    GREETING="a \\"b\\" \\$HOME" \\\n    PATH=/opt/tool/bin:$PATH\n' in text
    assert "python        3.10 (.devcontainer/Dockerfile: FROM mcr.microsoft.com/vscode" in said
    assert "kept of .devcontainer/Dockerfile: graphviz, libgl1, FLASK_DEBUG, GREETING, port 5000, port 8080" in said
    assert ".devcontainer/Dockerfile:6: not carried over: `apt-get install libunheard-of`" in said
    assert ".devcontainer/Dockerfile:8: not carried over: `ENV PYTHONPATH`" in said
    assert ".devcontainer/Dockerfile:12: not carried over: `RUN pip install ipdb`" in said
    assert ".devcontainer/Dockerfile:13: not carried over: `COPY entrypoint.sh /`" in said
    assert "COPY requirements.txt" not in said
    assert "USER vscode" not in said


def test_what_was_kept_stays_in_later_runs(project):
    by_hand(project)
    project.init("--force")
    is_settled(project)
    assert json.loads(project[RECORD])["options"]["python"] == "3.10"
    project["requirements.txt"] = "flask==3.1.2\npsycopg2==2.9.11\n"
    assert project.init()[0] == 0
    assert "graphviz" in project[DOCKERFILE]
    assert "libpq-dev" in project[DOCKERFILE]
    assert "FROM mcr.microsoft.com/devcontainers/python:3-3.10-bookworm\n" in project[DOCKERFILE]


def test_ports_and_features_of_devcontainer_json(project):
    by_hand(project)
    _, said = project.init("--force")
    data = configuration(project)
    assert data["forwardPorts"] == [8080, 5000]
    assert list(data["features"]) == ["ghcr.io/devcontainers/features/github-cli:1"]
    assert "the Feature ghcr.io/devcontainers/features/python:1 gives way" in said
    assert "kept of .devcontainer/devcontainer.json: name, features, forwardPorts" in said
    assert "replaced in .devcontainer/devcontainer.json: build (" in said
    assert "updateContentCommand (make)" in said


@pytest.mark.parametrize(
    ("more", "version", "evidence"),
    [
        ({"build": None, "image": "python:3.11-slim"}, "3.11", ".devcontainer/devcontainer.json: python:3.11-slim"),
        (
            {"features": {"ghcr.io/devcontainers/features/python:1": {"version": "3.12"}}},
            "3.12",
            ".devcontainer/devcontainer.json: ghcr.io/devcontainers/features/python:1 3.12",
        ),
        ({"build": None, "dockerFile": "Dockerfile"}, "3.12", ".devcontainer/Dockerfile: FROM"),
        ({"build": None, "image": "mcr.microsoft.com/devcontainers/base:bookworm"}, "3.13", "no file asks"),
        ({"build": None, "image": "python:3.2"}, "3.13", "no file asks"),
    ],
)
def test_its_python_is_kept(project, more, version, evidence):
    by_hand(project, **more)
    _, said = project.init("--force")
    assert f"python        {version} ({evidence}" in said
    is_settled(project)


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({".python-version": "3.12"}, "3.12"),
        ({"pyproject.toml": "[project]\nname='a'\nrequires-python='>=3.11'"}, "3.13"),
    ],
)
def test_what_the_project_says_of_python_goes_before(project, files, version):
    by_hand(project)
    for path, text in files.items():
        project[path] = text
    _, said = project.init("--force")
    assert f"python        {version} (" in said
    assert f"note: Python {version} was chosen, which is against .devcontainer/Dockerfile: FROM" in said
    assert "python" not in json.loads(project[RECORD])["options"]


@pytest.mark.parametrize("path", [".devcontainer/docker-compose.yml", COMPOSE])
@pytest.mark.parametrize("width", [2, 4])
def test_services_of_the_compose_file_are_kept(project, path, width):
    project[path] = COMPOSE_BY_HAND.replace("  ", " " * width)
    by_hand(project, build=None, dockerComposeFile=path.rpartition("/")[2], service="web")
    code, said = project.init("--force")
    services = read_yaml(project[COMPOSE])["services"]
    assert (code, list(services)) == (0, ["app", "web", "cache"])
    app = services["app"]
    assert app["build"] == {"context": "..", "dockerfile": ".devcontainer/Dockerfile"}
    assert app["volumes"] == ["..:/workspace:cached", "data:/data"]
    assert (app["environment"], app["ports"]) == (["CACHE=redis://cache:6379/3"], ["5000:5000"])
    assert services["web"]["profiles"] == ["live"]
    assert services["cache"] == {"image": "redis:7", "restart": "unless-stopped"}
    assert "# The editor.\n" in project[COMPOSE]
    assert "# large\n" in project[COMPOSE]
    assert "version" not in project[COMPOSE]
    assert configuration(project)["service"] == "app"
    assert f"{path}: the service `web` is called `app` now" in said
    assert (f"{COMPOSE} takes the place of {path}: remove that" in said) == (path != COMPOSE)
    assert json.loads(project[RECORD])["options"] == {"python": "3.11", "without": ["redis"], "compose": True}
    is_settled(project)


def test_a_file_of_variables_is_named_once(project):
    project[".env.example"] = "A=1\n"
    project[COMPOSE] = "services:\n  web:\n    build: .\n    env_file:\n      - ../.env\n      - own.env\n"
    by_hand(project, build=None, dockerComposeFile="compose.yaml", service="web")
    assert project.init("--force")[0] == 0
    assert read_yaml(project[COMPOSE])["services"]["app"]["env_file"] == ["../.env", "own.env"]
    is_settled(project)


def test_a_devcontainer_json_at_the_root_is_called_so(project):
    project[".devcontainer.json"] = '{"name": "mine", "image": "python:3.11"}'
    _, said = project.init("--force")
    assert "kept of .devcontainer.json: name" in said
    assert "replaced in .devcontainer.json: image (python:3.11)" in said


def test_another_service_that_needs_that_of_the_editor_keeps_it(project):
    project[COMPOSE] = COMPOSE_BY_HAND.replace("restart: unless-stopped", "depends_on: [web]")
    by_hand(project, build=None, dockerComposeFile="compose.yaml", service="web")
    _, said = project.init("--force")
    services = read_yaml(project[COMPOSE])["services"]
    assert list(services) == ["app", "web", "cache"]
    assert services["web"] == read_yaml(COMPOSE_BY_HAND)["services"]["web"]
    assert "the editor opens `app` now; `web` stays beside it" in said


def test_services_of_compose_files_elsewhere_are_named(project):
    project["docker-compose.yml"] = COMPOSE_BY_HAND
    by_hand(project, build=None, dockerComposeFile=["../docker-compose.yml", "over.yml"], service="web")
    _, said = project.init("--force")
    assert "docker-compose.yml: `cache` would start beside the editor no more, unless compose.yaml has them" in said


@pytest.mark.parametrize(
    "text", ["services: [", "services: {web: {build: .}}", "services:\n\tweb:\n", "a: &a [*a]\n", "[]", "\0", ""]
)
def test_a_compose_file_that_cannot_be_taken_over_is_said_and_stays(project, text):
    project[".devcontainer/docker-compose.yml"] = text
    by_hand(project, build=None, dockerComposeFile="docker-compose.yml", service="web")
    code, _ = project.init("--force")
    assert (code, project[".devcontainer/docker-compose.yml"]) == (0, text)
    is_settled(project)


@pytest.mark.parametrize("path", ["../../secret", "/etc/passwd", "${localEnv:HOME}/x", "link/secret", "\0", "a" * 999])
@pytest.mark.parametrize("key", ["dockerFile", "dockerComposeFile"])
def test_what_is_outside_of_the_repository_is_not_read(project, tmp_path_factory, path, key):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret").write_text("FROM python:3.10\nENV SECRET=1\n")
    (project.root / ".devcontainer").mkdir()
    (project.root / ".devcontainer" / "link").symlink_to(outside)
    project[DEVCONTAINER] = json.dumps({key: path, "service": "web"})
    code, said = project.init("--force")
    assert (code, "SECRET" in said + project[DOCKERFILE]) == (0, False)


@pytest.mark.parametrize(
    "text", ["[]", "{", "null", '{"build": 3, "features": [], "service": {}}', '{"dockerComposeFile": [1, null]}']
)
def test_a_devcontainer_json_that_says_nothing_of_use(project, text):
    project[DEVCONTAINER] = text
    assert project.init("--force")[0] == 0
    is_settled(project)


def test_the_dockerfile_of_the_project_tells_its_python_and_packages(project):
    project["Dockerfile"] = (
        "FROM python:3.11-slim\nRUN apt-get update && apt-get install -y gettext nginx vim libunheard-of\n"
    )
    _, said = project.init()
    assert "python        3.11 (Dockerfile: FROM python:3.11-slim)" in said
    assert "packages      gettext (Dockerfile)" in said
    assert "python" not in json.loads(project[RECORD]).get("options")
    is_settled(project)
    project["Dockerfile"] = "FROM python:3.12-slim\n"
    project.init()
    assert "3-3.12-bookworm" in project[DOCKERFILE]


def test_the_python_of_a_dockerfile_that_gives_way_to_a_generated_one_is_remembered(project):
    project["Dockerfile"] = "FROM python:3.11-slim\n"
    assert project.init("--force", "--production")[0] == 0
    assert json.loads(project[RECORD])["options"] == {"python": "3.11", "production": True}
    is_settled(project)
