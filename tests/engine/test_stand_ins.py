"""The stand-ins for base images and services are real programs that answer as the real images do."""

import subprocess
from pathlib import Path

import pytest

PYTHONS = [
    ("mcr.microsoft.com/devcontainers/python:3-3.11-bookworm", "3.11"),
    ("mcr.microsoft.com/devcontainers/python:3-3.13-bookworm", "3.13"),
    ("mcr.microsoft.com/devcontainers/python:3-3.13-trixie", "3.13"),
    ("python:3.11-slim-bookworm", "3.11"),
    ("python:3.13-slim-trixie", "3.13"),
]


@pytest.fixture(scope="session")
def docker_compose_file():
    return Path(__file__).with_name("compose.yaml")


@pytest.fixture(scope="session")
def docker_setup(engine):
    return ["up --wait"]


@pytest.fixture
def inside(docker_services, docker_compose_project_name):
    compose = ["docker", "compose", "--project-name", docker_compose_project_name]

    def run(service, *command):
        return output(*compose, "exec", "-T", service, *command)

    return run


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_postgres_keeps_a_row_for_who_knows_the_password(inside):
    def sql(statement):
        return inside("db", "psql", "--tuples-only", "--no-align", "postgresql://app:secret@db/guests", "-c", statement)

    sql("CREATE TABLE guest AS SELECT 'Ada' AS name")
    assert sql("SELECT name FROM guest") == "Ada"


def test_postgres_turns_away_who_does_not_know_the_password(inside):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        inside("db", "psql", "postgresql://app:wrong@db/guests", "-c", "SELECT 1")
    assert "password authentication failed" in refused.value.stderr


def test_postgres_runs_as_the_user_of_the_official_image(inside):
    assert inside("db", "stat", "--format=%u", "/proc/1") == "999"


def test_postgis_measures_without_being_installed_first(inside):
    distance = "SELECT ST_Distance('POINT(0 0)'::geometry, 'POINT(3 4)'::geometry)"
    assert inside("map", "psql", "-tA", "postgresql://app:secret@map/places", "-c", distance) == "5"


def test_redis_keeps_a_value_across_connections(inside):
    inside("db", "bash", "-c", "exec 3<>/dev/tcp/redis/6379; printf 'SET name Ada\\r\\nQUIT\\r\\n' >&3; cat <&3")
    assert inside("redis", "redis-cli", "GET", "name") == "Ada"


@pytest.mark.parametrize(("image", "version"), PYTHONS)
def test_python_installs_from_the_index(engine, image, version):
    install = "python -m venv /tmp/venv && /tmp/venv/bin/pip install --quiet six && /tmp/venv/bin/python --version"
    assert output("docker", "run", "--rm", image, "sh", "-c", install).startswith(f"Python {version}.")


def test_the_ordinary_user_of_a_development_image_may_use_sudo(engine):
    image, _ = PYTHONS[0]
    assert output("docker", "run", "--rm", "--user", "vscode", image, "sh", "-c", "id -u; sudo id -u") == "1000\n0"


def test_the_image_of_uv_holds_uv_alone(engine, tmp_path):
    (tmp_path / "Dockerfile").write_text("FROM ghcr.io/astral-sh/uv:0.13.8\n")
    output("docker", "build", "--quiet", "--output", tmp_path / "image", tmp_path)
    assert sorted(path.name for path in (tmp_path / "image").iterdir()) == ["uv", "uvx"]
    assert output(tmp_path / "image" / "uv", "--version").startswith("uv 0.13.8")
