"""`devcontain init` again, after the repository or its files have changed: what the user edited stays."""

import json
import shutil

import pytest
from click.testing import CliRunner

from devcontain.cli import cli
from devcontain.errors import UserError

DOCKERFILE = ".devcontainer/Dockerfile"
COMPOSE = ".devcontainer/compose.yaml"
DEVCONTAINER = ".devcontainer/devcontainer.json"
RECORD = ".devcontainer/.devcontain.json"


class Project:
    """A repository, and what is done to it."""

    def __init__(self, root):
        self.root = root
        self["requirements.txt"] = "flask==3.1.2\nredis==7.1.0\n"
        self["app.py"] = "from flask import Flask\n\napp = Flask(__name__)\n"

    def __getitem__(self, path):
        return (self.root / path).read_bytes().decode()

    def __setitem__(self, path, text):
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def __contains__(self, path):
        return (self.root / path).exists()

    def edit(self, path, old, new):
        assert old in self[path]
        self[path] = self[path].replace(old, new, 1)

    def remove(self, path):
        (self.root / path).unlink()

    def tree(self):
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes() for path in self.root.rglob("*") if path.is_file()
        }

    def init(self, *options):
        """The exit code and all that was said."""
        result = CliRunner().invoke(cli, ["init", str(self.root), *options])
        if isinstance(result.exception, UserError):
            return 2, f"{result.exception.message}\nhint: {result.exception.hint}"
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    assert made.init()[0] == 0
    return made


def is_settled(project):
    before = project.tree()
    assert project.init("--check") == (0, "")
    assert "Nothing to do" in project.init()[1]
    assert project.tree() == before


def test_an_edit_stays_and_the_rest_is_brought_up_to_date(project):
    project.edit(DOCKERFILE, "FROM ", "# ours\nFROM ")
    project.edit(DEVCONTAINER, '"remoteUser"', '// ours\n  "postCreateCommand": "make",\n  "remoteUser"')
    project.edit(COMPOSE, "image: redis:8", "image: redis:7")
    is_settled(project)
    project["requirements.txt"] += "psycopg==3.2.12\nruff==0.14.0\n"
    assert project.init("--check")[0] == 1
    assert project.init()[0] == 0
    assert project[DOCKERFILE].startswith("# ours\nFROM ")
    assert "postgresql-client redis-tools" in project[DOCKERFILE]
    assert '// ours\n  "postCreateCommand": "make",' in project[DEVCONTAINER]
    assert "charliermarsh.ruff" in project[DEVCONTAINER]
    assert "image: redis:7" in project[COMPOSE]
    assert "image: postgres:" in project[COMPOSE]
    is_settled(project)


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        ("redis-tools vim", "libpq-dev postgresql-client redis-tools vim"),
        ("vim", "libpq-dev postgresql-client vim"),
        (
            "redis-tools=5:7.0* \\\n      vim",
            "\\\n      libpq-dev \\\n      postgresql-client \\\n      redis-tools=5:7.0* \\\n      vim",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_packages_of_the_user_s_go_with_those_of_the_project(project, edit, line, ending):
    before = project[DOCKERFILE]
    project[DOCKERFILE] = before.replace("redis-tools", edit).replace("\n", ending)
    is_settled(project)
    project["requirements.txt"] += "psycopg2==2.9.9\n"
    assert project.init()[0] == 0
    assert project[DOCKERFILE] == before.replace("redis-tools", line).replace("\n", ending)
    is_settled(project)


def conflicting(project):
    """The user says more than packages just where another service changes the line."""
    project.edit(DOCKERFILE, "redis-tools", "redis-tools $TOOLS")
    project["requirements.txt"] += "psycopg==3.2.12\n"


def test_a_conflict_is_shown_and_nothing_is_written(project):
    conflicting(project)
    before = project.tree()
    code, said = project.init()
    assert (code, project.tree()) == (1, before)
    assert "<<<<<<< .devcontainer/Dockerfile, line 4: yours\n && apt-get install" in said
    assert "redis-tools $TOOLS \\\n||||||| what devcontain wrote before" in said
    assert ">>>>>>> what devcontain writes now" in said
    assert "Nothing was written: 1 conflict; --keep keeps your side" in said
    for options in (["--check"], ["--check", "--diff"]):
        code, said = project.init(*options)
        assert (code, ".devcontainer/Dockerfile has a conflict" in said) == (1, True)


@pytest.mark.parametrize(
    ("option", "line"), [("--keep", "redis-tools $TOOLS \\"), ("--force", "postgresql-client redis-tools \\")]
)
def test_a_conflict_is_settled_by_an_option(project, option, line):
    conflicting(project)
    project.edit(DOCKERFILE, "FROM ", "# ours\nFROM ")
    assert project.init(option)[0] == 0
    assert project[DOCKERFILE].startswith("# ours\nFROM ")
    assert line in project[DOCKERFILE]
    assert "image: postgres:" in project[COMPOSE]
    is_settled(project)


def test_what_is_not_needed_any_more_goes_unless_it_was_edited(project):
    project["requirements.txt"] = "flask==3.1.2\n"
    assert "- .devcontainer/compose.yaml" in project.init()[1]
    assert COMPOSE not in project
    project["requirements.txt"] = "flask==3.1.2\nredis==7.1.0\n"
    project.init()
    project.edit(COMPOSE, "redis:8", "redis:7")
    project["requirements.txt"] = "flask==3.1.2\n"
    code, said = project.init()
    assert (code, "compose.yaml is not needed any more; it has changes of yours, and stays" in said) == (0, True)
    assert "redis:7" in project[COMPOSE]


def test_what_was_deleted_stays_so(project):
    project.remove(".dockerignore")
    code, said = project.init()
    assert (code, ".dockerignore was deleted, and stays so" in said, ".dockerignore" in project) == (0, True, False)
    assert project.init("--force")[0] == 0
    assert ".dockerignore" in project


def test_without_a_devcontainer_json_all_that_is_missing_comes_back_and_edits_stay(project):
    project.remove(DEVCONTAINER)
    project.remove(DOCKERFILE)
    project.edit(COMPOSE, "sleep infinity", "sleep 1d")
    project["requirements.txt"] += "psycopg==3.2.12\n"
    assert project.init()[0] == 0
    assert DEVCONTAINER in project
    assert DOCKERFILE in project
    assert "sleep 1d" in project[COMPOSE]
    assert "postgres:" in project[COMPOSE]


@pytest.mark.parametrize(
    ("path", "broken"),
    [(DEVCONTAINER, "{"), (DEVCONTAINER, '{"name": "a", "name": "b"}'), (COMPOSE, "services: [")],
)
def test_what_cannot_be_read_is_said(project, path, broken):
    project[path] = broken
    code, said = project.init()
    assert (code, project[path]) == (0, broken)
    assert f"{path} cannot be read, or says something twice" in said


def test_options_are_remembered_and_auto_forgets_them(project):
    project.init("--python=3.11", "--service=postgres", "--without=redis", "--gpu=nvidia", "--production")
    options = {"python": "3.11", "services": ["postgres"], "without": ["redis"], "gpu": "nvidia", "production": True}
    assert json.loads(project[RECORD])["options"] == options
    is_settled(project)
    project.init("--python=auto", "--service=redis", "--without=postgres", "--gpu=auto", "--no-production")
    assert json.loads(project[RECORD])["options"] == {"services": ["redis"], "without": ["postgres"]}
    assert "Dockerfile" not in [path for path in project.tree() if "/" not in path]
    is_settled(project)


def test_a_clone_in_a_folder_of_another_name_is_settled(project, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "name"
    shutil.copytree(project.root, other)
    assert CliRunner().invoke(cli, ["init", "--check", str(other)]).exit_code == 0


def test_line_endings_of_windows_stay(project):
    for path in (DOCKERFILE, DEVCONTAINER, COMPOSE, ".dockerignore", RECORD):
        project[path] = project[path].replace("\n", "\r\n")
    is_settled(project)
    project.edit(DOCKERFILE, "FROM ", "# ours\r\nFROM ")
    project["requirements.txt"] += "ruff==0.14.0\n"
    assert project.init()[0] == 0
    assert project[DOCKERFILE].count("\r\n") == project[DOCKERFILE].count("\n")
    assert 'charliermarsh.ruff"]' in project[DEVCONTAINER]
    assert project[DEVCONTAINER].count("\r\n") == project[DEVCONTAINER].count("\n")


def test_a_merge_that_is_no_yaml_is_a_conflict(project):
    project.edit(COMPOSE, "  redis:\n    image", "  mongodb:\n    image: mine\n\n  redis:\n    image")
    project["requirements.txt"] += "pymongo==4.15.0\n"
    code, said = project.init()
    assert (code, "Nothing was written: 1 conflict" in said) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "<<<<<<< ours\n{}",
        "[]",
        '{"version": 2, "options": {}, "files": {}}',
        '{"version": 1, "options": {}, "files": {"Dockerfile": 3}}',
        '{"version": 1, "options": {"production": "yes"}, "files": {}}',
        '{"version": 1, "options": {"nonsense": 1}, "files": {}}',
        '{"version": 1, "options": {}, "files": {".devcontainer/devcontainer.json": ["["]}}',
    ],
)
def test_a_record_that_is_damaged_is_refused(project, text):
    project[RECORD] = text
    before = project.tree()
    code, said = project.init()
    assert (code, "hint: restore" in said, project.tree()) == (2, True, before)


def test_a_record_leads_to_no_other_file(project):
    record = json.loads(project[RECORD])
    record["files"] |= {"app.py": project["app.py"].splitlines(), "../outside": []}
    project[RECORD] = json.dumps(record)
    assert project.init()[0] == 0
    assert "app.py" in project
    assert list(json.loads(project[RECORD])["files"]) == [DEVCONTAINER, DOCKERFILE, COMPOSE, ".dockerignore"]


BY_HAND = '{\n  "image": "python:3", // by hand\n  "features": {"./x": {}}\n}\n'


@pytest.mark.parametrize("place", [DEVCONTAINER, ".devcontainer.json"])
def test_what_somebody_wrote_by_hand_is_improved_only_on_request(tmp_path, place):
    project = Project(tmp_path)
    project[place] = BY_HAND
    before = project.tree()
    code, said = project.init()
    assert (code, project.tree(), '+  "service": "app"' in said) == (1, before, True)
    assert project.init("--force")[0] == 0
    assert '"features": {"./x": {}}' in project[DEVCONTAINER]
    assert "python:3" not in project[DEVCONTAINER]
    is_settled(project)


def test_what_somebody_wrote_by_hand_can_be_left_as_it_is(tmp_path):
    project = Project(tmp_path)
    project[DOCKERFILE] = "FROM mine\n"
    assert project.init("--keep")[0] == 0
    assert project[DOCKERFILE] == "FROM mine\n"
    assert COMPOSE in project
    is_settled(project)


@pytest.mark.parametrize("is_configured", [True, False])
def test_own_templates_by_configuration_or_option(project, is_configured):
    project["own/dockerignore"] = ".git\n"
    project["devcontain.toml"] = 'templates = "own"\n' if is_configured else ""
    options = [] if is_configured else ["--templates", str(project.root / "own")]
    assert project.init("--check", *options)[0] == 1
    assert project.init(*options)[0] == 0
    assert project[".dockerignore"] == ".git\n"
    assert project.init("--check", *options) == (0, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('templates = ".."', "devcontain.toml:1: `templates` leads out of the repository"),
        ('templates = "absent"', "`templates` names a directory that there is not"),
        ("templates = 1", "`templates` must be the path of a directory"),
        ('templates = "."', "holds no templates"),
    ],
)
def test_a_configured_directory_of_templates_that_cannot_be(project, text, message):
    project["devcontain.toml"] = text
    code, said = project.init()
    assert (code, message in said) == (2, True)


def test_json_tells_what_becomes_of_each_file(project):
    conflicting(project)
    project.remove(".dockerignore")
    states = {file["path"]: file["state"] for file in json.loads(project.init("--format=json")[1])["files"]}
    assert states == {
        DEVCONTAINER: "unchanged",
        DOCKERFILE: "conflict",
        COMPOSE: "changed",
        ".dockerignore": "unchanged",
        RECORD: "changed",
    }


def test_contradicting_options(project):
    assert "contradict each other" in project.init("--keep", "--force")[1]
    assert "both name redis" in project.init("--service=redis", "--without=redis")[1]
    code, said = project.init("--service=postgres", "--no-compose")
    assert (code, "--service needs a compose.yaml" in said) == (2, True)
