"""`devcontain lint` and requirements files: those that a Dockerfile installs, those they include, and those named."""

import os
import subprocess
import sys

import pytest

from devcontain.files.reading import read_source
from devcontain.manifests.stated import Requirements
from devcontain.workspace import DevContainer, files_in_context

INSTALL = "FROM python:3.12-slim\nCOPY {0} /tmp/\nRUN pip install --no-cache-dir -r /tmp/{0}\n"


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(directory, **files):
    for name, text in files.items():
        path = directory / name.replace("__", "/").replace("_txt", ".txt").replace("_in", ".in")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def lint(*arguments, stdin=""):
    """The lines about PIN005, and the exit code."""
    command = [sys.executable, "-m", "devcontain", "lint", "--no-config", "--select", "PIN005", "--format", "concise"]
    done = subprocess.run([*command, *arguments], input=stdin, capture_output=True, text=True, timeout=60, check=False)
    lines = [line.partition(" PIN005 ")[0] for line in done.stdout.splitlines() if " PIN005 " in line]
    return lines, done.returncode


class TestAFileIsLinted:
    def test_when_a_dockerfile_installs_it(self, directory):
        write(directory, Dockerfile=INSTALL.format("requirements.txt"), requirements_txt="# ours\nflask\n")
        assert lint() == (["requirements.txt:2:1:"], 1)
        assert lint("Dockerfile", "requirements.txt") == (["requirements.txt:2:1:"], 1)

    def test_once_when_several_do(self, directory):
        text = INSTALL.format("requirements.txt")
        write(directory, Dockerfile=text, docker__Dockerfile=text, requirements_txt="flask\n")
        (directory / ".git").mkdir()
        assert lint() == (["requirements.txt:1:1:"], 1)

    def test_when_another_includes_it(self, directory):
        write(
            directory,
            Dockerfile="FROM python:3.12-slim\nCOPY . .\nRUN pip install -r requirements/production.txt\n",
            requirements__production_txt="-r base.txt\n-r absent.txt\nflask==3.0.3\n",
            requirements__base_txt="gunicorn>=20\n",
            requirements__other_txt="pytest\n",
        )
        assert lint() == (["requirements/base.txt:1:1:"], 1)

    def test_when_it_is_named(self, directory):
        write(directory, requirements_dev_txt="", docs__requirements_txt="sphinx\n")
        assert lint() == ([], 0)
        assert lint("docs/requirements.txt") == (["docs/requirements.txt:1:1:"], 1)

    def test_when_standard_input_is_called_so(self):
        assert lint("-", "--stdin-filename", "requirements.txt", stdin="flask\n") == (["requirements.txt:1:1:"], 1)


class TestAFileIsLeftAlone:
    def test_when_constraints_cover_it_and_what_it_includes(self, directory):
        write(
            directory,
            Dockerfile=INSTALL.format("requirements.txt"),
            requirements_txt="-c constraints.txt\n-r more.txt\nflask\n",
            more_txt="gunicorn\n",
            constraints_txt="flask>=3\n",
        )
        assert lint() == ([], 0)

    def test_when_a_dev_container_installs_it(self, directory):
        text = INSTALL.format("requirements.txt")
        write(directory, **{".devcontainer__Dockerfile": text}, requirements_txt="flask\n")
        assert lint() == ([], 0)

    def test_when_it_is_excluded(self, directory):
        write(directory, Dockerfile=INSTALL.format("requirements.txt"), requirements_txt="flask\n")
        assert lint("--exclude", "requirements.txt") == ([], 0)

    def test_when_another_is_compiled_from_it(self, directory):
        write(directory, requirements_in="flask\n", requirements_txt="flask==3.0.3\n")
        assert lint("requirements.in") == ([], 0)
        (directory / "requirements.txt").unlink()
        assert lint("requirements.in") == (["requirements.in:1:1:"], 1)

    def test_when_the_dockerfile_comes_from_standard_input(self, directory):
        write(directory, requirements_txt="flask\n")
        assert lint("-", stdin=INSTALL.format("requirements.txt")) == ([], 0)

    @pytest.mark.parametrize("text", ["{{ name }}\n", "flask = 3\n", "\0f\0l", "flask==3.0.3\n", ""])
    def test_when_nothing_can_be_said(self, directory, text):
        write(directory, Dockerfile=INSTALL.format("requirements.txt"), requirements_txt=text)
        assert lint() == ([], 0)

    def test_when_it_lies_outside_the_repository(self, directory):
        write(directory, repository__Dockerfile=INSTALL.format("requirements.txt"), requirements_txt="flask\n")
        (directory / "repository/.git").mkdir()
        assert lint("repository") == ([], 0)
        (directory / "repository/requirements.txt").symlink_to(directory / "requirements.txt")
        assert lint("repository") == ([], 0)

    def test_when_it_is_no_regular_file(self, directory):
        write(directory, Dockerfile=INSTALL.format("requirements.txt"))
        os.mkfifo(directory / "requirements.txt")
        assert lint() == ([], 0)


class TestOtherDependencyFiles:
    PROJECT = '[project]\nname = "app"\nversion = "1"\ndependencies = ["flask>=3"]\n'
    POETRY = '[tool.poetry.dependencies]\npython = "^3.12"\nflask = "^3"\n[build-system]\nrequires = ["poetry-core"]\n'

    @pytest.mark.parametrize(
        ("command", "name", "text", "place"),
        [
            ("conda env create -f environment.yml", "environment.yml", "dependencies:\n  - numpy\n", "2:5:"),
            ("micromamba install -n base -f environment.yml", "environment.yml", "dependencies: [numpy>1]\n", "1:16:"),
            ("pip install .", "pyproject.toml", PROJECT, "4:18:"),
            ("pip install --no-cache-dir -e '.[web]'", "pyproject.toml", PROJECT, "4:18:"),
            ("cd /srv && uv sync --no-dev", "pyproject.toml", PROJECT, "4:18:"),
            ("poetry install --no-root", "pyproject.toml", POETRY, "3:1:"),
            ("pdm install", "pyproject.toml", PROJECT, "4:18:"),
            ("pipenv install --system", "Pipfile", "[packages]\n'flask' = '*'\n", "2:2:"),
        ],
    )
    def test_are_linted_when_a_dockerfile_installs_them(self, directory, command, name, text, place):
        write(directory, Dockerfile=f"FROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nRUN {command}\n")
        (directory / name).write_text(text)
        assert lint() == ([f"{name}:{place}"], 1)
        assert lint(name) == ([f"{name}:{place}"], 1)

    @pytest.mark.parametrize(
        "command",
        [
            "pip install -r requirements.txt && pip install .",
            "pip install --no-deps .",
            "pip install -c constraints.txt .",
            "pip install flask==3.0.3",
            "pip install ./dist/app-1.0-py3-none-any.whl",
            "uv sync --project elsewhere",
            "sed -i s/3/4/ pyproject.toml && pip install .",
            "npm install",
        ],
    )
    def test_are_left_alone_where_something_else_says_the_versions(self, directory, command):
        write(directory, Dockerfile=f"FROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nRUN {command}\n")
        (directory / "pyproject.toml").write_text(self.PROJECT)
        assert lint() == ([], 0)

    @pytest.mark.parametrize("lock", ["uv.lock", "../poetry.lock", "pdm.lock", "pylock.toml"])
    def test_are_left_alone_beside_or_below_a_lock_file(self, directory, monkeypatch, lock):
        write(directory, member__Dockerfile="FROM python:3.12-slim\nCOPY . .\nRUN uv sync\n", git__config="")
        (directory / ".git").mkdir()
        monkeypatch.chdir(directory / "member")
        (directory / "member" / "pyproject.toml").write_text(self.PROJECT)
        assert lint() == (["pyproject.toml:4:18:"], 1)
        (directory / "member" / lock).write_text("")
        assert lint() == ([], 0)

    def test_the_project_above_is_not_that_of_a_directory_with_a_setup_py(self, directory):
        write(directory, part__Dockerfile="FROM python:3.12-slim\nCOPY . .\nRUN pip install .\n", git__config="")
        (directory / ".git").mkdir()
        (directory / "pyproject.toml").write_text(self.PROJECT)
        assert lint("part") == (["pyproject.toml:4:18:"], 1)
        (directory / "part/setup.py").write_text("")
        assert lint("part") == ([], 0)

    def test_a_project_that_others_may_install_is_information(self, directory):
        write(directory, Dockerfile="FROM python:3.12-slim\nCOPY . .\nRUN pip install .\n")
        (directory / "pyproject.toml").write_text(f'{self.PROJECT}[build-system]\nrequires = ["hatchling"]\n')
        assert lint() == (["pyproject.toml:4:18:"], 0)

    def test_what_a_pip_section_includes_is_linted_too(self, directory):
        write(directory, requirements_txt="flask\n")
        (directory / "environment.yml").write_text("dependencies:\n  - pip:\n      - -r requirements.txt\n")
        assert lint("environment.yml") == (["requirements.txt:1:1:"], 1)

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("environment.yml", "dependencies: [\n"),
            ("environment.yml", "[a]\n"),
            ("environment.yml", "dependencies:\n  pip: {a: b}\n"),
            ("Pipfile", "packages = 1\n"),
            ("Pipfile", "[packages\n"),
            ("Pipfile", "[packages]\na = 1\nb.git = 'https://example.org/b'\nc = {markers = \"os_name == 'nt'\"}\n"),
            ("pyproject.toml", "[project]\ndependencies = ['a b']\n"),
            ("pyproject.toml", "[project]\ndependencies = 'a'\n"),
            ("pyproject.toml", "[tool.poetry.dependencies]\na = [{version = '1'}, {version = '2'}]\n"),
        ],
    )
    def test_nothing_is_said_where_nothing_can_be_said(self, directory, name, text):
        (directory / name).write_text(text)
        assert lint(name) == ([], 0)

    def test_a_comment_silences_and_is_written(self, directory):
        (directory / "Pipfile").write_text("[packages]\nflask = '*'\n")
        assert lint("--add-ignore=for a reason", "Pipfile") == ([], 0)
        assert (directory / "Pipfile").read_text() == (
            "[packages]\n# devcontain: ignore=PIN005 for a reason\nflask = '*'\n"
        )


class TestComments:
    @pytest.mark.parametrize(
        "text",
        [
            "flask  # devcontain: ignore=PIN005 for a reason\n",
            "# devcontain: ignore=PIN005 for a reason\nflask\n",
            "# devcontain: ignore-file=unpinned-requirement for a reason\ndjango==5.0\nflask\n",
        ],
    )
    def test_a_comment_silences(self, directory, text):
        write(directory, requirements_txt=text)
        assert lint("requirements.txt") == ([], 0)

    def test_one_is_written_where_it_is_wanted(self, directory):
        write(directory, requirements_txt="django==5.0\nflask\n")
        assert lint("--add-ignore=for a reason", "requirements.txt") == ([], 0)
        text = (directory / "requirements.txt").read_text()
        assert text == "django==5.0\n# devcontain: ignore=PIN005 for a reason\nflask\n"


class TestTheBuildContext:
    def test_is_the_directory_that_has_most_of_what_is_copied(self, directory):
        write(directory, a__r_txt="", a__b__r_txt="", a__b__c__Dockerfile="", a__app_txt="", a__b__s_txt="")
        assert files_in_context("a/b/c/Dockerfile", ["r.txt", "app.txt"], ["r.txt", "absent.txt"]) == ["a/r.txt"]
        assert files_in_context("a/b/c/Dockerfile", ["r.txt", "s.txt"], ["r.txt"]) == ["a/b/r.txt"]
        assert files_in_context("a/b/c/Dockerfile", ["r.txt"], ["r.txt"]) == []

    def test_is_the_dockerfile_s_own_directory_outside_a_repository_and_here(self, directory, monkeypatch):
        write(directory, r_txt="", project__Dockerfile="", elsewhere__x_txt="")
        monkeypatch.chdir(directory / "elsewhere")
        assert files_in_context("../project/Dockerfile", ["r.txt"], ["r.txt"]) == []
        write(directory, project__r_txt="")
        assert files_in_context("../project/Dockerfile", ["r.txt"], ["r.txt"]) == ["../project/r.txt"]


def test_a_requirement_for_other_systems_alone_is_not_for_linux(directory):
    text = "a; sys_platform == 'win32'\nb; python_version < '3.8'\nc; extra == 'x'\nd\ne; python_version ~= '3x'\n"
    write(directory, requirements_txt=text)
    found = Requirements(read_source("requirements.txt"))
    assert [requirement.name for requirement in found.for_linux] == ["b", "d", "e"]


@pytest.mark.parametrize(
    ("lock", "locked"),
    [
        ('{"features": {"ghcr.io/a/b": {"version": "1.2.3"}}}', {"ghcr.io/a/b"}),
        ('{"features": []}', set()),
        ("[]", set()),
        ("{", set()),
        (None, set()),
    ],
)
@pytest.mark.parametrize("name", ["devcontainer", ".devcontainer"])
def test_a_lock_file_beside_a_devcontainer_json_pins_features(directory, name, lock, locked):
    (directory / f"{name}.json").write_text('{"features": {"ghcr.io/a/b": {}}}')
    if lock is not None:
        (directory / f"{name}-lock.json").write_text(lock)
    assert DevContainer(read_source(f"{name}.json")).locked == locked
