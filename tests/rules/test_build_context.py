"""Rules that look at the files beside a Dockerfile: what is copied, and what a .dockerignore keeps out."""

from pathlib import Path

import pytest

from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, choose, known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source

LINTER = Linter(choose(all_rules(), [Selection(("LAY006", "DKF047"))]), known_codes(all_rules()))
BROAD = "FROM python:3.12-slim\nCOPY requirements.txt .\nCOPY . /app\n"


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(".git/HEAD", "requirements.txt")


def put(*paths, text=""):
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")


def said(text=BROAD, path="Dockerfile", *, on_disk=True):
    """The code, what is marked, and the message of each finding."""
    if on_disk:
        put(path, text=text)
    source = Source(path, text)
    outcome = LINTER.lint(source, "dockerfile")
    assert not outcome.errors
    found = [(finding.code, finding.problem) for finding in outcome.findings]
    return [(code, source.slice(problem.span), problem.message) for code, problem in found]


def codes(*arguments, **options):
    return [code for code, _, _ in said(*arguments, **options)]


class TestNoDockerignore:
    def test_the_copied_directory_has_none(self):
        assert said() == [("LAY006", ".", "`.git` is copied, too: there is no .dockerignore")]
        put("sub/requirements.txt")
        message = "everything is copied: there is no .dockerignore to keep anything out"
        assert said(path="sub/Dockerfile") == [("LAY006", ".", message)]
        put("sub/.venv/pyvenv.cfg")
        message = "`.venv` is copied, too: there is no .dockerignore"
        assert said(path="sub/Dockerfile") == [("LAY006", ".", message)]

    @pytest.mark.parametrize(
        "text",
        [
            "FROM a\nCOPY requirements.txt .\n",
            "FROM a AS b\nFROM a\nCOPY requirements.txt .\nCOPY --from=b . .\n",
            "FROM a\nONBUILD COPY . .\n",
            "FROM a\nCOPY --exclude=.git . .\n",
            "FROM a\nCOPY <<. /x\ny\n.\n",
        ],
    )
    def test_nothing_is_said_of_another_copy(self, text):
        assert codes(text) == []

    def test_nothing_is_said_where_the_context_is_not_known(self):
        assert codes(on_disk=False) == []
        Path("requirements.txt").unlink()
        assert codes() == []
        assert codes("FROM a\nCOPY . .\n") == []
        put("pyproject.toml")
        assert codes("FROM a\nCOPY . .\n") == ["LAY006"]

    def test_the_context_may_be_above(self):
        assert codes(path="docker/web/Dockerfile") == ["LAY006"]
        put("docker/.dockerignore")
        assert codes(path="docker/web/Dockerfile") == []

    def test_it_ends_at_the_top_of_the_repository(self):
        put("inner/.git/HEAD")
        assert codes(path="inner/Dockerfile") == []

    @pytest.mark.parametrize("name", [".dockerignore", "Dockerfile.dockerignore", ".containerignore"])
    def test_one_that_keeps_git_out_is_enough(self, name):
        put(name, text=".git\n")
        assert codes() == []

    @pytest.mark.parametrize(
        ("ignores", "coming"),
        [
            ("*.md\n", "`.git`, `.venv`, `__pycache__`, `.env` are copied, too"),
            ("**/.git\n.venv/\n**/*.pyc\n__pycache__\n", "`.env` is copied, too"),
            (".*\n__pycache__/**\n", ""),
            ("*\n!requirements.txt\n", ""),
            ("*\n!requirements.txt\n!.git\n", "`.git` is copied, too"),
        ],
    )
    def test_what_comes_along_is_named(self, ignores, coming):
        put(".dockerignore", text=ignores)
        put(".venv/pyvenv.cfg", "__pycache__/x.pyc", "venv/notes.txt")
        put(".env", text="DB_PASSWORD=x\n")
        assert [message for _, _, message in said()] == ([coming] if coming else [])

    def test_variables_that_are_no_secrets_may_come(self):
        put(".dockerignore", text=".git\n")
        put(".env", text="# where it is\nVITE_API_URL=http://localhost:8000\n")
        assert codes() == []
        put(".env.local", text="export API_TOKEN=x\n")
        assert [message for _, _, message in said()] == ["`.env.local` is copied, too"]

    def test_git_may_come_where_the_version_is_read_from_it(self):
        put(".dockerignore", text="*.md\n")
        assert codes() == ["LAY006"]
        assert codes(BROAD + "RUN git describe --tags > version\n") == []
        put("pyproject.toml", text='[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n')
        assert codes() == []

    def test_the_source_may_be_a_variable(self):
        assert said("FROM a\nARG SRC=.\nCOPY requirements.txt .\nADD $SRC /app\n")[0][1] == "$SRC"

    def test_only_the_first_copy_is_reported(self):
        assert codes(BROAD + "COPY . /again\n") == ["LAY006"]


class TestIgnoredSource:
    TEXT = "FROM a\nCOPY requirements.txt notes.md /app/\n"

    def test_what_is_kept_out_cannot_be_copied(self):
        put("notes.md")
        put(".dockerignore", text="*.md\n")
        message = "`notes.md` is not there during the build: the .dockerignore keeps it out"
        assert said(self.TEXT) == [("DKF047", "notes.md", message)]
        assert codes("FROM a\nCOPY requirements.txt './notes.md' /app/\n") == ["DKF047"]

    @pytest.mark.parametrize("ignores", ["*.txt\n!requirements.txt\n", "*\n!requirements.txt\n!notes*\n", "docs\n", ""])
    def test_what_is_not_kept_out_can(self, ignores):
        put("notes.md")
        put(".dockerignore", text=ignores)
        assert codes(self.TEXT) == []

    def test_nothing_is_said_where_something_that_is_copied_is_not_there(self):
        put(".dockerignore", text="*\n")
        assert codes(self.TEXT) == []

    def test_an_exception_may_bring_back_a_part_of_a_directory(self):
        put("src/app.py")
        put(".dockerignore", text="src\n!src/app.py\n")
        assert codes("FROM a\nCOPY src /src\n") == []
        put(".dockerignore", text="src\n!docs/app.py\n")
        assert codes("FROM a\nCOPY src /src\n") == ["DKF047"]

    def test_a_pattern_or_a_variable_is_left_alone(self):
        put(".dockerignore", text="*\n")
        assert codes("FROM a\nARG x\nCOPY *.txt $x /app/\nCOPY --from=b requirements.txt .\n") == []
