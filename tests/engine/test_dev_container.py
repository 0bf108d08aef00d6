"""What `devcontain init` writes opens on a real engine, and people can work in it."""

import subprocess
import sys

import pytest

ROUND_TRIP = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS visit (name text)")
    connection.execute("INSERT INTO visit VALUES ('ada')")
    print(connection.execute("SELECT name FROM visit").fetchone()[0])
store = redis.Redis.from_url(os.environ["REDIS_URL"])
store.set("greeting", "hello")
print(store.get("greeting").decode())
"""


def init(directory):
    command = [sys.executable, "-m", "devcontain", "init", "--yes", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture
def flask(project_copy, devcontainer_up):
    """A Flask application with Postgres and Redis, generated and open."""
    directory = project_copy("flask-postgres-redis")
    init(directory)
    return devcontainer_up(directory)


@pytest.fixture
def package(project_copy, devcontainer_up):
    """A package that uv manages, locked, generated and open."""
    directory = project_copy("uv-package")
    subprocess.run([sys.executable, "-m", "uv", "lock", "--quiet", "--directory", directory], check=True)
    init(directory)
    return devcontainer_up(directory)


def test_a_flask_application_opens_with_its_services(flask, devcontainer_up):
    imports_work(flask, "flask", "psycopg", "redis", "pytest")
    assert flask.exec("python", "-c", ROUND_TRIP).stdout.split() == ["ada", "hello"]
    flask.exec("pytest", "-q")
    is_one_user_inside_and_outside(flask)
    is_edited_live(flask, "app.py")
    installs_more(flask)
    rebuilds_only_what_changed(flask, devcontainer_up, "app.py", "requirements.txt")


def test_a_uv_package_opens(package, devcontainer_up):
    imports_work(package, "httpx", "pytest")
    package.exec("pytest", "-q")
    is_one_user_inside_and_outside(package)
    source = next(path for path in package.directory.glob("src/*/__init__.py"))
    is_edited_live(package, source.relative_to(package.directory))
    installs_more(package)
    rebuilds_only_what_changed(package, devcontainer_up, source.relative_to(package.directory), "uv.lock")


def imports_work(container, *modules):
    for module in modules:
        container.exec("python", "-c", f"import {module}")


def is_one_user_inside_and_outside(container):
    """The container's user took the uid of the host's, which is not the one that the image was built with."""
    container.exec("touch", "made-inside")
    made = (container.directory / "made-inside").stat()
    assert made.st_uid == container.host.user.pw_uid != 1000
    assert container.exec("id", "-u").stdout.strip() == str(made.st_uid)


def is_edited_live(container, path):
    file = container.directory / path
    file.write_text(file.read_text() + "\n# edited outside\n")
    assert "# edited outside" in container.exec("cat", str(path)).stdout


def installs_more(container):
    """The environment stays writable after the uid has been remapped."""
    container.exec("pip", "install", "--quiet", "six")
    assert "/opt/venv/" in container.exec("python", "-c", "import six; print(six.__file__)").stdout


def rebuilds_only_what_changed(container, devcontainer_up, source, manifest):
    """An edit of the source repeats no step of the build; a change of the manifest repeats the install."""
    file = container.directory / source
    file.write_text(file.read_text() + "\n# edited before a rebuild\n")
    assert devcontainer_up(container.directory).steps_run == []
    dependencies = container.directory / manifest
    # The name of the directory is a new one in each run, so that no earlier build has the result in its cache.
    dependencies.write_text(dependencies.read_text() + f"\n# {container.directory.name}\n")
    (install,) = devcontainer_up(container.directory).steps_run
    assert "install" in install or "sync" in install
