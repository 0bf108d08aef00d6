"""The services of a dev container answer, keep their data, and have a worker of the project's own beside them."""

import subprocess
import sys

import pytest

ADD = "from tasks import add; print(add.delay(2, 3).get(timeout=60))"


@pytest.fixture
def directory(project_copy):
    """A project that talks to five services, with its dev container."""
    directory = project_copy("services")
    init = [sys.executable, "-m", "devcontain", "init", "--yes", "--python=3.11", str(directory)]
    done = subprocess.run([*init, "--service=mariadb"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return directory


def test_services_answer_and_keep_their_data(directory, devcontainer_up):
    container = devcontainer_up(directory)
    assert container.exec("python", "keep.py", "hello").stdout.split() == ["hello"] * 5
    container.compose("down", "--timeout", "3")
    container = devcontainer_up(directory)
    assert container.exec("python", "keep.py").stdout.split() == ["hello"] * 4
    container.compose("up", "--detach", "worker")
    assert container.exec("python", "-c", ADD).stdout.strip() == "5"
    container.compose("down", "--rmi", "local", "--timeout", "3", "--volumes")
