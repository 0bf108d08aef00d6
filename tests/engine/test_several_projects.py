"""Repositories of several projects open on a real engine: a workspace as one, and projects each by itself."""

import subprocess
import sys


def init(directory, *options):
    command = [sys.executable, "-m", "devcontain", "init", "--yes", *options, str(directory)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout


def test_a_uv_workspace_opens_with_all_its_members(project_copy, devcontainer_up):
    directory = project_copy("uv-workspace")
    subprocess.run([sys.executable, "-m", "uv", "lock", "--quiet", "--directory", directory], check=True)
    init(directory)
    container = devcontainer_up(directory)
    container.exec("python", "-c", "import lantern_api, lantern_dates, dateutil, six")
    container.exec("python", "-m", "pytest", "-q")
    source = directory / "packages" / "dates" / "src" / "lantern_dates" / "__init__.py"
    source.write_text(source.read_text().replace("%d %B", "%d/%m"))
    assert container.exec("python", "-c", "import lantern_api; print(lantern_api.lit())").stdout.strip() == "11/11"
    assert devcontainer_up(directory).steps_run == []


def test_each_of_two_projects_opens_in_its_own_folder(project_copy, devcontainer_up):
    directory = project_copy("two-projects")
    init(directory)
    report = devcontainer_up(directory, "report")
    assert report.exec("pwd").stdout.strip() == f"/workspaces/{directory.name}/report"
    works_alone(report, own="report", others="redis")
    api = devcontainer_up(directory, "api")
    assert api.exec("pwd").stdout.strip() == "/workspace/services/api"
    works_alone(api, own="counter", others="dateutil")
    requirements = directory / "services" / "requirements-shared.txt"
    # The name of the directory is a new one in each run, so that no earlier build has the result in its cache.
    requirements.write_text(requirements.read_text() + f"\n# {directory.name}\n")
    assert devcontainer_up(directory, "report").steps_run == []
    (install,) = devcontainer_up(directory, "api").steps_run
    assert "pip install" in install


def works_alone(container, own, others):
    """Its code is there and its tests pass, git finds the repository above, and the other's libraries are not there."""
    container.exec("python", "-c", f"import {own}")
    container.exec("python", "-m", "pytest", "-q")
    assert ".devcontainer/" in container.exec("git", "status", "--short").stdout
    assert container.exec("python", "-c", f"import {others}", check=False).returncode == 1


def test_projects_together_share_one_environment(project_copy, devcontainer_up):
    directory = project_copy("two-projects")
    init(directory, "--projects", "together")
    container = devcontainer_up(directory)
    container.exec("python", "-c", "import report, redis, dateutil, six")
    container.exec("sh", "-c", "cd services/api && python -m pytest -q && cd ../../report && python -m pytest -q")
