"""The production image that `devcontain init --production` writes builds, starts, is well, and stops when told to."""

import subprocess
import sys
import time

import pytest

BUILD_IMAGE = "python:3.11-bookworm=docker-image://python:3.11-slim-bookworm"
"""The stand-in that there is, for the one that there is not."""
WAITS = "import time\n\nprint('started', flush=True)\ntime.sleep(600)\n"


@pytest.fixture
def image(build):
    """Return a function that builds what is generated in a directory."""

    def build_there(directory):
        text = (directory / "Dockerfile").read_text()
        return build(text, "--build-context", BUILD_IMAGE, context=directory)

    return build_there


@pytest.fixture
def project(tmp_path):
    """Return a function that writes the files of a project, with history, tests and secrets, and generates for it."""

    def write(files):
        for path, text in {".git/HEAD": "", "tests/test_it.py": "", ".env": "KEY=1", **files}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
            (tmp_path / path).write_text(text)
        return init(tmp_path)

    return write


@pytest.fixture
def started(request):
    """Return a function that starts a container whose file system is read-only."""

    def start(image):
        options = ["--detach", "--read-only", "--health-interval=1s", "--health-start-period=0s"]
        container = run("docker", "run", *options, image.tag)
        request.addfinalizer(lambda: subprocess.run(["docker", "rm", "--force", container], capture_output=True))
        return container

    return start


def init(directory):
    run(sys.executable, "-m", "devcontain", "init", "--yes", "--production", "--python=3.11", str(directory))
    return directory


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=500)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.strip()


def wait_for(answer, command):
    for _ in range(60):
        said = run(*command)
        if said == answer:
            return
        time.sleep(1)
    assert said == answer


def stops_when_told_to(container):
    before = time.monotonic()
    run("docker", "stop", "--time=30", container)
    assert time.monotonic() - before < 10
    assert run("docker", "inspect", "--format", "{{.State.ExitCode}}", container) in {"0", "130"}


def test_a_flask_application_serves_as_an_ordinary_user_and_is_well(project, image, started):
    directory = project(
        {
            "requirements.txt": "flask==3.1.2\ngunicorn==23.0.0\n",
            "requirements-dev.txt": "pytest==9.0.1\n",
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        }
    )
    container = started(image(directory))
    wait_for("healthy", ["docker", "inspect", "--format", "{{.State.Health.Status}}", container])
    assert run("docker", "exec", container, "id", "-un") == "app"
    assert run("docker", "exec", container, "cat", "/proc/1/comm").startswith("gunicorn")
    assert holds_only_the_application(container)
    stops_when_told_to(container)
    (directory / "app.py").write_text((directory / "app.py").read_text() + "\n# edited\n")
    assert image(directory).steps_run == []


def holds_only_the_application(container):
    """No compilers, caches, tests, history or secrets."""
    found = run(
        "docker", "exec", container, "sh", "-c", "ls -A /app; ls -A /var/cache /home/app; command -v gcc git || true"
    )
    words = set(found.split())
    unwanted = {".git", ".env", "tests", "pip", "/usr/bin/gcc", "/usr/bin/git"}
    return {"app.py", "requirements.txt"} <= words and not words & unwanted


def test_a_script_ends_when_it_is_told_to(project, image, started):
    container = started(image(project({"main.py": WAITS})))
    wait_for("started", ["docker", "logs", container])
    stops_when_told_to(container)


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        ("uv-package", "forecast, httpx"),
        ("poetry-package", "ballad, dateutil"),
        ("pdm-package", "carol, dateutil"),
        ("pipenv-application", "psalm, dateutil"),
        ("setup-py", "ledger, dateutil"),
        ("hatch-package", "hymnal, dateutil"),
    ],
)
def test_what_each_manager_installs_is_there_but_not_what_tests_need(locked_copy, image, name, modules):
    built = image(init(locked_copy(name)))
    program = f"import importlib.util, {modules}; print(importlib.util.find_spec('pytest'))"
    assert built.run("python", "-c", program) == "None"
    assert built.config["User"] == "10001"
