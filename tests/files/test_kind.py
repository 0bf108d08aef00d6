"""What a file is, by its name: names that identify, VS Code and people use."""

import pytest

from devcontain.files.kind import kind_in_walk, kind_of


@pytest.mark.parametrize(
    "name",
    [
        "Dockerfile", "dockerfile", "DOCKERFILE", "Containerfile", "Dockerfile.dev", "Dockerfile.cuda-12.4",
        "Dockerfile-alpine", "Containerfile.dev", "dev.Dockerfile", "dev.dockerfile", "x.containerfile",
        "--help.Dockerfile", "Dockerfile.go", "Dockerfile.py3", "dockerfile.dev", "my app.Dockerfile",
        "a\nb.Dockerfile",
    ],
)  # fmt: skip
def test_a_dockerfile(name):
    assert kind_in_walk(name) == "dockerfile"


@pytest.mark.parametrize("name", ["devcontainer.json", ".devcontainer.json"])
def test_a_devcontainer(name):
    assert kind_in_walk(name) == "devcontainer"


@pytest.mark.parametrize(
    "name",
    [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "compose.override.yaml",
        "docker-compose_dev.yml", "docker-compose-gpu.yml", "Compose.YAML", "docker_compose.yml", "podman-compose.yml",
    ],
)  # fmt: skip
def test_a_compose_file(name):
    assert kind_in_walk(name) == "compose"


@pytest.mark.parametrize(
    "name",
    [
        "Dockerfile.dockerignore", "Dockerfile.j2", "Dockerfile.tmpl", "Dockerfile.md", "Dockerfile.bak",
        "Dockerfile.in", "prod.Dockerfile.j2", "Dockerfile.yml", "dockerfile.go", "dockerfile.rs",
        "dockerfile-parser.ts", "Dockerfile~", "Dockerfiles", "MyDockerfile", ".Dockerfile.swp", "dockerfile.py",
        "devcontainer-lock.json", "devcontainer-feature.json", "xdevcontainer.json", "compose.yaml.j2", "Dockerfile.",
        "package.json", "dockerfile-knGOOxt4.js.map", "compose.json", "composer.yaml", "services.yaml", "docker.yml",
    ],
)  # fmt: skip
def test_neither(name):
    assert kind_in_walk(name) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dockerfile.j2", "dockerfile"),
        ("build.txt", "dockerfile"),
        ("gpu.json", "devcontainer"),
        ("x.JSONC", "devcontainer"),
        ("requirements.txt", "requirements"),
        ("dev-requirements.txt", "requirements"),
        ("requirements_dev.in", "requirements"),
        ("requirements.md", "dockerfile"),
        ("services.yaml", "compose"),
        ("x.YML", "compose"),
        ("environment.yml", "requirements"),
        ("conda-env.yaml", "requirements"),
        ("environment-dev.yml", "requirements"),
        ("pyproject.toml", "requirements"),
        ("Pipfile", "requirements"),
        ("Pipfile.lock", "dockerfile"),
    ],
)
def test_a_file_that_the_user_names_is_always_one_of_them(name, kind):
    assert kind_of(name) == kind
