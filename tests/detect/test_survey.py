"""Which projects of a repository get a dev container of their own."""

import pytest

from devcontain.detect.survey import Asked, survey
from devcontain.errors import UserError
from devcontain.services import services

PYPROJECT = '[project]\nname = "{}"\nversion = "1.0"\ndependencies = [{}]\n'
BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'


@pytest.fixture
def found(tmp_path):
    """Return a function that makes files and says which project each configuration is for, and how it is installed."""

    def look(files, directory=".", **asked):
        (tmp_path / ".git").mkdir(exist_ok=True)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return survey(tmp_path / directory, Asked(**asked), services())

    return look


def projects(facts):
    return {each.place.project: each.dependencies.manager for each in facts}


API = {"services/api/requirements.txt": "flask==3.1.2\n"}
WORKER = {"services/worker/pyproject.toml": PYPROJECT.format("worker", '"six==1.17.0"') + BUILD}
ML = {"ml/environment.yml": "dependencies: [python=3.12]\n"}


def test_without_a_project_at_the_root_each_below_gets_a_configuration(found):
    facts = found(API | WORKER | ML)
    assert projects(facts) == {"ml": "conda", "services/api": "requirements", "services/worker": "project"}
    assert [each.place.configuration for each in facts] == [
        ".devcontainer/ml",
        ".devcontainer/api",
        ".devcontainer/worker",
    ]
    assert [each.place.opened for each in facts] == ["ml", "services/api", "services/worker"]
    assert [each.context for each in facts] == ["ml", "services/api", "services/worker"]


def test_of_an_only_project_below_the_whole_repository_is_opened(found):
    (facts,) = found({"backend/requirements.txt": "flask==3.1.2\n", "frontend/package.json": "{}"})
    assert facts.place == (".", "backend", ".", ".devcontainer", False)
    assert "frontend/package.json needs Node.js" in facts.dependencies.notes[0]


def test_a_project_at_the_root_goes_before_those_below(found):
    files = API | {"requirements.txt": "six==1.17.0\n"}
    (facts,) = found(files)
    assert (projects([facts]), facts.place.configuration) == ({".": "requirements"}, ".devcontainer")
    assert facts.dependencies.notes[0].startswith("services/api has dependencies of its own, which are not installed")
    assert projects(found(files, projects="each")) == {".": "requirements", "services/api": "requirements"}
    assert found(files, projects="together")[0].dependencies.files == (
        "./requirements.txt",
        "services/api/requirements.txt",
    )


@pytest.mark.parametrize(
    ("below", "root"), [(WORKER, "-e ./services/worker"), (API, "-r services/api/requirements.txt")]
)
def test_what_the_root_installs_itself_is_not_left_out(found, below, root):
    (facts,) = found(below | {"requirements.txt": root})
    assert facts.dependencies.notes == ()


def test_tools_of_development_at_the_root_make_no_project(found):
    facts = found(API | WORKER | {"requirements-dev.txt": "ruff==0.14.4\n", "pyproject.toml": "[tool.ruff]\n"})
    assert projects(facts) == {"services/api": "requirements", "services/worker": "project"}


def test_the_only_project_is_worked_on_with_them(found):
    (facts,) = found(API | {"requirements-dev.txt": "pytest==8.3.4\n"})
    assert facts.place.project == "services/api"
    assert facts.dependencies.files == ("requirements.txt", "../../requirements-dev.txt")
    assert [one.path for one in facts.dependencies.development] == ["../../requirements-dev.txt"]
    assert facts.context == "."


def test_unless_they_bring_what_is_below(found):
    (facts,) = found(API | {"requirements-dev.txt": "-r services/api/requirements.txt\npytest\n"})
    assert projects([facts]) == {".": "requirements"}


@pytest.mark.parametrize(
    "path",
    [
        "docs/requirements.txt",
        "tests/fixtures/one/requirements.txt",
        "examples/one/requirements.txt",
        "{{cookiecutter.name}}/requirements.txt",
        "vendor/one/requirements.txt",
        "services/api/vendored/requirements.txt",
        "services/api/plugins/one/requirements.txt",
    ],
)
def test_some_folders_are_no_projects(found, path):
    assert projects(found(API | {path: "six==1.17.0\n"})) == {"services/api": "requirements"}


def test_a_folder_of_requirements_belongs_to_the_project_above(found):
    files = {"app/requirements/base.txt": "six==1.17.0\n", "app/requirements/dev.txt": "pytest==9.0.1\n"}
    assert projects(found(files)) == {"app": "requirements"}


def test_a_pyproject_with_nothing_but_settings_of_tools_is_no_project(found):
    assert projects(found(API | {"tools/pyproject.toml": "[tool.ruff]\nline-length = 100\n"})) == {
        "services/api": "requirements"
    }


def test_some_of_them_are_chosen_by_their_folder(found):
    assert projects(found(API | WORKER | ML, named=("services/worker/", "ml"))) == {
        "services/worker": "project",
        "ml": "conda",
    }
    (facts,) = found({}, named=("services/api",))
    assert (facts.place.opened, facts.because) == (".", "--project")


@pytest.mark.parametrize("name", ["services/nothing", "../outside", "/etc"])
def test_a_folder_that_is_not_there_is_refused(found, name):
    with pytest.raises(UserError, match="there is no folder") as caught:
        found(API | WORKER, named=(name,))
    assert caught.value.hint == "there are services/api, services/worker"


def test_names_that_are_alike_are_told_apart(found):
    files = {f"{team}/api/requirements.txt": "six\n" for team in ("east", "west")} | {"my gpu/setup.py": "setup()"}
    assert [each.place.configuration for each in found(files)] == [
        ".devcontainer/east-api",
        ".devcontainer/my-gpu",
        ".devcontainer/west-api",
    ]


def test_any_name_is_made_fit_for_a_service_and_none_is_given_twice(found):
    files = {f"{name}/requirements.txt": "six\n" for name in ("Müller & Söhne", "αβγ", "δεζ", "gpu", "-x")}
    names = {each.place.project: each.place.configuration.rpartition("/")[2] for each in found(files)}
    assert names == {
        "Müller & Söhne": "m-ller-s-hne",
        "αβγ": "project",
        "δεζ": "project-2",
        "gpu": "gpu-2",
        "-x": "x",
    }


def test_together_they_share_one_environment(found):
    (facts,) = found(API | WORKER, projects="together")
    dependencies = facts.dependencies
    assert (dependencies.manager, facts.place.configuration, facts.context) == ("together", ".devcontainer", ".")
    assert dependencies.members == ("./services/worker",)
    assert {one.path for one in dependencies.requirements} == {
        "services/api/requirements.txt",
        "services/worker/pyproject.toml",
    }


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (ML, "`ml` is installed by conda"),
        (
            {"two/requirements.txt": "-e ../services/worker\n"},
            "`two` installs `../services/worker` relative to its own",
        ),
    ],
)
def test_what_cannot_share_an_environment_is_refused(found, other, reason):
    with pytest.raises(UserError, match=reason):
        found(API | WORKER | other, projects="together")


def test_lock_files_are_left_aside_where_pip_is_asked_for(found):
    locked = {"two/uv.lock": "version = 1\n", "two/pyproject.toml": PYPROJECT.format("two", '"six"') + BUILD}
    with pytest.raises(UserError, match="`two` is installed by uv"):
        found(API | locked, projects="together")
    (facts,) = found({}, projects="together", manager="pip")
    assert facts.dependencies.members == ("./two",)


def many(pin):
    return {f"examples_{number}/requirements.txt": f"six=={pin(number)}\n" for number in range(9)}


def test_more_than_eight_are_together_where_they_can_be(found):
    (facts,) = found(many(lambda _: "1.17.0"))
    assert (facts.dependencies.manager, facts.because) == ("together", "9 projects that can share one")


def test_pins_that_contradict_each_other_keep_them_apart(found):
    assert len(found(many(lambda number: f"1.{number}.0"))) == 9


def test_what_is_outside_of_a_project_is_in_its_context(found):
    files = WORKER | {"services/api/requirements.txt": "-r ../../shared.txt\n", "shared.txt": "six==1.17.0\n"}
    assert {each.place.project: each.context for each in found(files)} == {
        "services/api": ".",
        "services/worker": "services/worker",
    }


def test_a_folder_of_a_repository_is_mounted_with_all_of_it(found):
    (facts,) = found(API | WORKER | {".python-version": "3.12\n"}, directory="services/api")
    assert facts.place == (
        "services/api",
        "services/api",
        "services/api",
        "services/api/.devcontainer",
        False,
    )
    assert facts.python[0].version == "3.12"


def test_the_compose_file_at_the_root_says_which_version_of_a_service(found):
    compose = {"compose.yaml": "services:\n  db:\n    image: postgres:16\n  cache:\n    image: redis:7\n"}
    files = compose | WORKER | {"services/api/requirements.txt": "psycopg==3.2.12\n"}
    needs = {each.place.project: [(need.name, need.version) for need in each.services] for each in found(files)}
    assert needs == {"services/api": [("postgres", "16")], "services/worker": []}


def test_an_only_project_has_every_service_of_the_repository(found):
    compose = {"compose.yaml": "services:\n  db:\n    image: postgres:16\n  cache:\n    image: redis:7\n"}
    (facts,) = found(compose | API)
    assert sorted(need.name for need in facts.services) == ["postgres", "redis"]


def test_a_manager_is_taken_where_there_is_something_for_it(found):
    both = {"ml/requirements.txt": "six==1.17.0\n"}
    assert projects(found(API | ML | both, manager="conda")) == {"ml": "conda", "services/api": "requirements"}
    with pytest.raises(UserError, match="nothing for `--manager poetry`"):
        found(API | ML, manager="poetry")


def test_a_mistake_in_a_project_is_told_with_its_folder(found):
    with pytest.raises(UserError, match=r"^services/worker: pyproject\.toml:1:"):
        found(API | {"services/worker/pyproject.toml": "[project\n"})
    assert projects(found({"requirements.txt": "six==1.17.0\n"})) == {".": "requirements"}


def test_a_member_of_a_uv_workspace_is_installed_from_the_lock_above(found):
    lock = (
        'version = 1\n[[package]]\nname = "worker"\nversion = "1.0"\nsource = { editable = "services/worker" }\n'
        '[[package]]\nname = "common"\nversion = "1.0"\nsource = { editable = "libs/common" }\n'
    )
    files = {"uv.lock": lock, "libs/common/pyproject.toml": PYPROJECT.format("common", "")} | WORKER
    root = {"pyproject.toml": '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n'}
    (facts,) = found(files | root, directory="services/worker")
    assert (facts.dependencies.manager, facts.context) == ("uv", ".")
    assert facts.dependencies.manifests == (
        "pyproject.toml",
        "../../uv.lock",
        "../../pyproject.toml",
        "../../libs/common/pyproject.toml",
    )


def test_another_lock_above_is_nobodys(found):
    lock = 'version = 1\n[[package]]\nname = "x"\nversion = "1.0"\nsource = { editable = "x" }\n'
    (facts,) = found({"uv.lock": lock} | WORKER, directory="services/worker")
    assert facts.dependencies.manager == "project"


@pytest.mark.parametrize(
    ("source", "manager"),
    [
        ('{ path = "../common", editable = true }', "uv"),
        ("{ workspace = true }", "uv"),
        ('{ index = "own" }', "project"),
        ('[{ index = "own" }]', "project"),
    ],
)
def test_without_a_lock_file_uv_is_followed_to_folders(found, source, manager):
    text = PYPROJECT.format("worker", '"common"') + f"[tool.uv.sources]\ncommon = {source}\n"
    assert projects(found({"pyproject.toml": text})) == {".": manager}


def test_a_large_collection_whose_pins_contradict_gets_one_container_with_what_is_imported(found):
    folders = [f"script{number}" for number in range(9)]
    files = {f"{folder}/requirements.txt": f"requests==2.{number}.0\n" for number, folder in enumerate(folders)}
    files |= {f"{folder}/main.py": "import requests\n" for folder in folders}
    (facts,) = found(files | {"rtf/requirements.txt": "{\\rtf1\n", "rtf/main.py": "import bs4\n"})
    assert projects([facts]) == {".": "scripts"}
    assert [one.text for one in facts.dependencies.requirements] == ["beautifulsoup4", "requests"]
    notes = facts.dependencies.notes
    assert notes[0].startswith("9 folders pin versions of their own, which contradict each other")
    assert notes[-1].startswith("rtf: requirements.txt:1:1: ")
    with pytest.raises(UserError, match=r"^rtf: requirements\.txt:1:1: "):
        found({}, projects="each")
