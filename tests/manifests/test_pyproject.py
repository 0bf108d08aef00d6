"""pyproject.toml, with its extras, groups and mistakes."""

import pytest

from devcontain.errors import UserError
from devcontain.manifests.poetry import read_poetry_python, read_poetry_requirements
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.repository import Repository


@pytest.fixture
def pyproject(tmp_path):
    def read(text):
        (tmp_path / "pyproject.toml").write_text(text)
        return read_pyproject(Repository(tmp_path))

    return read


def read_all(pyproject, text):
    project = pyproject(text)
    return project.dependencies, project.groups


def names(requirements):
    return [requirement.name for requirement in requirements]


def test_a_repository_may_have_none(tmp_path):
    assert read_pyproject(Repository(tmp_path)) is None


def test_reads_dependencies_and_where_they_stand(pyproject):
    project = pyproject('[project]\nname = "x"\ndependencies = [\n  "flask>=3",\n  "celery[redis]",\n]\n')
    assert [project.root.source.slice(one.span) for one in project.dependencies] == ["flask>=3", "celery[redis]"]


def test_reads_extras(pyproject):
    project = pyproject('[project]\nname = "x"\n[project.optional-dependencies]\ndev = ["pytest"]\n')
    assert names(project.extras["dev"]) == ["pytest"]


@pytest.mark.parametrize(
    ("version", "specifier"),
    [
        ("2.8.0", "==2.8.0"),
        ("2.*", "==2.*"),
        ("^2.8", "<3,>=2.8"),
        ("^0.3.1", "<0.4,>=0.3.1"),
        ("~1.2.3", "<1.3,>=1.2"),
        (">=2,<3", "<3,>=2"),
        ("*", ""),
        ("^2 || ^3", ""),
    ],
)
def test_what_a_constraint_of_poetry_admits(pyproject, version, specifier):
    project = pyproject(f'[tool.poetry.dependencies]\npython = "^3.10"\nflask = "{version}"\n')
    assert [str(one.specifier) for one in read_poetry_requirements(project)] == [specifier]


@pytest.mark.parametrize(
    ("extras", "dev"),
    [
        ('dev = ["my.shop[Test_All]", "ruff"]\ntest-all = ["pytest", "my-shop[web]"]\nweb = ["flask"]',
         ["pytest", "flask", "ruff"]),
        ('dev = ["my-shop[test]"]\ntest = ["pytest", "my-shop[dev,test]"]', ["pytest"]),
        ('dev = ["my-shop[unheard-of]", "my-shop"]', []),
        ('dev = ["other[dev]"]', ["other"]),
    ],
)  # fmt: skip
def test_follows_extras_that_take_others(pyproject, extras, dev):
    project = pyproject(f'[project]\nname = "My_Shop"\n[project.optional-dependencies]\n{extras}\n')
    assert names(project.extras["dev"]) == dev


def test_follows_included_groups(pyproject):
    project = pyproject('[dependency-groups]\nTest_All = ["pytest"]\ndev = [{include-group = "test-all"}, "ruff"]\n')
    assert names(project.groups["dev"]) == ["ruff", "pytest"]


@pytest.mark.parametrize(
    ("text", "is_packaged"),
    [
        ('[build-system]\nrequires = []\n[project]\nname = "x"', True),
        ('[project]\nname = "x"', False),
        ("[tool.ruff]", False),
        ('[build-system]\nrequires = []\n[tool.poetry]\nname = "x"', True),
        ('[build-system]\nrequires = []\n[tool.poetry]\nname = "x"\npackage-mode = false', False),
    ],
)
def test_knows_whether_the_project_can_be_installed(pyproject, text, is_packaged):
    assert pyproject(text).is_packaged is is_packaged


@pytest.mark.parametrize(
    ("constraint", "specifier"),
    [
        ("^3.8", ">=3.8,<4"),
        ("~3.10", ">=3.10,<3.11"),
        (">=3.9,<3.12", ">=3.9,<3.12"),
        ("3.11", "==3.11.*"),
        ("^3.8,!=3.9.7", ">=3.8,<4,!=3.9.7"),
        ("~=3.10", "~=3.10"),
        ("*", ""),
        (">=3.8 || <3.5", ""),
    ],
)
def test_translates_what_poetry_says_of_python(pyproject, constraint, specifier):
    found = read_poetry_python(pyproject(f'[tool.poetry.dependencies]\npython = "{constraint}"'))
    assert set(found.split(",")) == set(specifier.split(","))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project\n", "pyproject.toml:1:9: "),
        ('[project]\ndependencies = "flask"', "pyproject.toml: `project.dependencies` must be a list"),
        ("project = 3", "pyproject.toml: `project` must be a table"),
        ('[project]\ndependencies = ["a b"]', "pyproject.toml:2:18: `a b` is not a requirement"),
        ('[dependency-groups]\na = [{include-group = "b"}]', "pyproject.toml: dependency group `b` does not exist"),
        (
            '[dependency-groups]\na = [{include-group = "b"}]\nb = [{include-group = "a"}]',
            "pyproject.toml: dependency group `a` includes itself",
        ),
        ("x = " + "[" * 5000, "pyproject.toml: cannot be read as TOML"),
        ("x = " + "9" * 5000, "pyproject.toml: cannot be read as TOML"),
    ],
)
def test_says_what_is_wrong_and_where(pyproject, text, message):
    with pytest.raises(UserError) as error:
        read_all(pyproject, text)
    assert error.value.message.startswith(message)
