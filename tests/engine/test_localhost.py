"""Code finds its services at localhost and by what its compose file calls them, with the login that it names."""

import json
import subprocess
import sys

import pytest

VISIT = "from app import app; print(app.test_client().get('/').get_data(as_text=True))"
VISIT_WEB = "from urllib.request import urlopen; print(urlopen('http://web:5000/').read().decode())"
ANSWER = "until python -c \"import socket; socket.create_connection(('web', 5000)).close()\"; do sleep 1; done"


@pytest.fixture
def container(project_copy, devcontainer_up):
    """An application with hard-coded addresses, generated and open."""
    directory = project_copy("at-localhost")
    command = [sys.executable, "-m", "devcontain", "init", "--yes", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return devcontainer_up(directory)


def test_services_are_at_localhost_also_after_a_restart(container):
    assert visit(container) == visited(1)
    container.compose("restart", "--timeout", "3", "postgres", "redis")
    container.compose("up", "--detach", "--wait", "postgres", "redis")
    assert visit(container) == visited(2)
    container.compose("restart", "--timeout", "3")
    container.compose("up", "--detach", "--wait", "postgres", "redis")
    assert visit(container) == visited(3)
    assert_belongs_to_the_user(container)
    container.compose("up", "--detach", "web")
    container.exec("timeout", "60", "sh", "-c", ANSWER)
    assert visit(container, VISIT_WEB) == visited(4)
    container.compose("down", "--rmi", "local", "--timeout", "3", "--volumes")


def visit(container, code=VISIT):
    return json.loads(container.exec("python", "-c", code).stdout)


def visited(times):
    return {"visits": times, "as": ["keeper@shop"] * 3}


def assert_belongs_to_the_user(container):
    owners = container.exec("ps", "-C", "socat", "-o", "uid=").stdout
    assert set(owners.split()) == {str(container.host.user.pw_uid)}
