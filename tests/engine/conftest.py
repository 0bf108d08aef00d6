"""Fixtures that build images and open dev containers on a real engine, as an ordinary user of the machine would."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.engine.containers import DevContainer, Image, containers_of, docker, volumes_of
from tests.engine.host import HOST_USER, Host
from tests.engine.locking import lock

HERE = Path(__file__).parent
REQUIRED = os.environ.get("DEVCONTAIN_REQUIRE_ENGINE") == "1"
IMAGES = (
    "mcr.microsoft.com/devcontainers/python:3-3.11-bookworm",
    "mcr.microsoft.com/devcontainers/python:3-3.13-bookworm",
    "mcr.microsoft.com/devcontainers/python:3-3.13-trixie",
    "mcr.microsoft.com/devcontainers/base:2-bullseye",
    "python:3.11-slim-bookworm",
    "python:3.13-slim-bookworm",
    "python:3.13-slim-trixie",
    "ghcr.io/astral-sh/uv:0.13.8",
    "postgres:17",
    "redis:8",
    "mariadb:11.4",
    "memcached:1.6",
    "nats:2.11",
    "pgvector/pgvector:pg17",
    "postgis/postgis:17-3.5",
    "rabbitmq:4",
    "valkey/valkey:8",
    "devcontain-stand-in/node",
    "devcontain-stand-in/rpm",
    "devcontain-stand-in/ruby",
)


def pytest_addoption(parser):
    parser.addoption("--all-shapes", action="store_true", help="open every shape of tests/projects that can be opened")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Where the engine is required, a skipped test is a failed one."""
    report = yield
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where an engine is required: {report.longrepr[-1]}"
    return report


@pytest.fixture(scope="session")
def engine():
    """Skip, with the reason, where a dev container cannot be opened."""
    reason = next(whats_missing(), None)
    if reason:
        pytest.skip(reason)


def whats_missing():
    if not answers("docker", "info"):
        yield "no Docker engine answers"
    if not answers("devcontainer", "--version"):
        yield "the reference client is not here (tests/engine/machine/client.sh)"
    for image in IMAGES:
        if not answers("docker", "image", "inspect", image):
            yield f"the image {image} is not here (tests/engine/stand_ins/build.sh)"
    if os.geteuid() == 0 and not answers("id", HOST_USER):
        yield f"root has no user {HOST_USER} to be (tests/engine/machine/host_user.sh)"


def answers(*command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture(scope="session")
def host_user(engine):
    """For root, a user of their own: the client leaves the uid of the container's user alone where root runs it."""
    if os.geteuid() == 0:
        return Host(pwd.getpwnam(HOST_USER), is_other=True)
    return Host(pwd.getpwuid(os.geteuid()), is_other=False)


@pytest.fixture
def project_copy(host_user):
    """Return a function that copies a project of projects/ into a git repository that the host user owns.

    Other directories may be named in its place.
    """
    copies = []

    def copy(name, *sources):
        # The client and Compose name things after the folder, so the folder's own name has to be a new one, and one
        # that an image can have: `mkdtemp` may end it in an underscore.
        directory = Path(tempfile.gettempdir(), f"{name}-{uuid.uuid4().hex[:8]}")
        directory.mkdir()
        copies.append(directory)
        directory.chmod(0o755)
        unwanted = shutil.ignore_patterns("__pycache__", ".venv", ".pytest_cache")
        for source in sources or (HERE / "projects" / name,):
            shutil.copytree(source, directory, dirs_exist_ok=True, ignore=unwanted)
        host_user.own(directory)
        host_user.run("git", "init", "--quiet", directory)
        return directory

    yield copy
    for directory in copies:
        shutil.rmtree(directory)


_LOCKED = {
    "poetry-package": ("poetry.lock", "poetry==2.5.1"),
    "pdm-package": ("pdm.lock", "pdm==2.29.3 hishel==1.4.0 unearth==0.17.5"),
    "pipenv-application": ("Pipfile.lock", "pipenv==2026.10.3"),
    "uv-package": ("uv.lock", "uv"),
}


@pytest.fixture(scope="session")
def locked_files():
    """The files of projects that are locked already, by the project."""
    return {}


@pytest.fixture
def locked_copy(project_copy, locked_files):
    """Return a function that copies a project and makes its lock file, so that none has to stand here and grow old."""

    def copy(name):
        directory = project_copy(name)
        if name in _LOCKED and name not in locked_files:
            before = set(directory.iterdir())
            lock(directory, IMAGES[0], *_LOCKED[name])
            written = {*directory.iterdir()} - before | {directory / "pyproject.toml"}
            locked_files[name] = {path.name: path.read_bytes() for path in written if path.is_file()}
        for path, content in locked_files.get(name, {}).items():
            (directory / path).write_bytes(content)
        return directory

    return copy


@pytest.fixture
def devcontainer_up(host_user):
    """Return a function that builds and opens a directory's dev container, replacing the one that is open.

    Where a directory has several, the name is that of the folder in .devcontainer.
    """
    built = {}
    volumes_before = docker("volume", "ls", "--quiet")

    def up(directory, name=None):
        which = ("--config", str(directory / ".devcontainer" / name / "devcontainer.json")) if name else ()
        images = built.setdefault(directory.name, set())
        host_user.own(directory)
        done = host_user.run(
            *("devcontainer", "up", "--workspace-folder", str(directory), *which, "--remove-existing-container"),
            check=False,
        )
        images.update(docker("image", "ls", "--quiet", "--filter", f"reference=*{directory.name}*"))
        assert done.returncode == 0, done.stderr + done.stdout
        result = json.loads(done.stdout.splitlines()[-1])
        return DevContainer(
            directory,
            host_user,
            container_id=result["containerId"],
            remote_user=result["remoteUser"],
            remote_folder=result["remoteWorkspaceFolder"],
            log=done.stderr,
            which=which,
        )

    yield up
    for name, images in built.items():
        containers = containers_of(name)
        volumes = volumes_of(containers).difference(volumes_before)
        volumes.update(docker("volume", "ls", "--quiet", "--filter", f"name={name}"))
        images.update(docker("image", "ls", "--quiet", "--filter", f"reference=*{name}*"))
        docker("container", "rm", "--force", "--volumes", *containers)
        docker("volume", "rm", *volumes)
        docker("network", "rm", *docker("network", "ls", "--quiet", "--filter", f"name={name}"))
        docker("image", "rm", "--force", *images)


@pytest.fixture
def build(engine, tmp_path):
    """Return a function that builds a Dockerfile, with tmp_path as context unless another is named."""
    images = []

    def run(text, *options, context=tmp_path):
        tag = f"devcontain-test:{uuid.uuid4().hex}"
        images.append(tag)
        command = ["docker", "build", "--progress=plain", "--tag", tag, *options, "--file", "-", context]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return Image(tag, done.stderr)

    yield run
    docker("image", "rm", "--force", *images)


@pytest.fixture
def fixed(tmp_path):
    """Return a function that gives a file's text after `devcontain lint --fix` with one rule."""

    def run(code, text, *, unsafe=False, path="Dockerfile"):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        command = [sys.executable, "-m", "devcontain", "lint", "--no-config", "--select", code, "--fix", str(file)]
        done = subprocess.run(command + ["--unsafe-fixes"] * unsafe, capture_output=True, text=True)
        after = file.read_text()
        assert after != text, done.stdout + done.stderr
        return after

    return run


@pytest.fixture
def before_and_after(build, fixed):
    """Return a function that builds a Dockerfile as it is and after a rule has fixed it."""

    def run(code, text, *options, unsafe=False):
        with ThreadPoolExecutor() as pool:
            return tuple(pool.map(lambda each: build(each, *options), [text, fixed(code, text, unsafe=unsafe)]))

    return run
