"""The production image that `devcontain init --production` writes builds, starts, and is well."""

import subprocess
import sys
import time

import pytest

BUILD_IMAGE = "python:3.11-bookworm=docker-image://python:3.11-slim-bookworm"
"""The stand-in that there is, for the one that there is not."""


@pytest.fixture
def image(engine, tmp_path, request):
    """Generate, build, and take away again."""

    def build(files):
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        run(sys.executable, "-m", "devcontain", "init", "--yes", "--production", "--python=3.11", str(tmp_path))
        name = f"devcontain-production-{tmp_path.name}".lower()
        request.addfinalizer(lambda: subprocess.run(["docker", "image", "rm", "--force", name], capture_output=True))
        run("docker", "build", "--quiet", "--build-context", BUILD_IMAGE, "--tag", name, str(tmp_path))
        return name

    return build


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=500)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.strip()


def test_a_flask_application_serves_as_an_ordinary_user_and_is_well(image, request):
    name = image(
        {
            "requirements.txt": "flask==3.1.2\ngunicorn==23.0.0\n",
            "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
        }
    )
    container = run("docker", "run", "--detach", "--rm", "--health-interval=1s", "--health-start-period=0s", name)
    request.addfinalizer(lambda: subprocess.run(["docker", "rm", "--force", container], capture_output=True))
    for _ in range(60):
        health = run("docker", "inspect", "--format", "{{.State.Health.Status}}", container)
        if health == "healthy":
            break
        time.sleep(1)
    assert health == "healthy"
    assert run("docker", "exec", container, "id", "-un") == "app"
