"""pixi's manifests: which environment is worked in, and what it installs."""

import pytest

from devcontain.detect import detect

WORKSPACE = '[workspace]\nname = "tides"\nchannels = ["conda-forge"]\nplatforms = ["linux-64"]\n'
PYTHON = '[dependencies]\npython = "3.12.*"\n'


@pytest.fixture
def seen(tmp_path):
    """Return a function that makes files and reads them."""

    def look(manifest, **files):
        for name, text in ({"pixi.toml": manifest} | files).items():
            (tmp_path / name).write_text(text)
        return detect(tmp_path)

    return look


def names(requirements):
    return [one.name for one in requirements]


@pytest.mark.parametrize(
    ("environments", "environment"),
    [
        ("", "default"),
        ('test = ["test"]', "test"),
        ('docs = ["docs"]', "default"),
        ('test = ["test"]\ndev = ["test", "docs"]', "test"),
        ('test = { features = ["test"], solve-group = "default" }', "test"),
        ('test = { features = ["test"], no-default-feature = true }', "default"),
        ('default = ["docs"]\ntest = ["test"]', "default"),
        ('default = ["docs"]\ntest = ["docs", "test"]', "test"),
    ],
)
def test_an_environment_for_development_has_to_add_to_the_default_one(seen, environments, environment):
    features = '[feature.test.dependencies]\npytest = "*"\n[feature.docs.dependencies]\nsphinx = "*"\n'
    found = seen(f"{WORKSPACE}{PYTHON}{features}[environments]\n{environments}\n").dependencies
    assert found.environment == environment
    assert ("pytest" in names(found.development)) is (environment == "test")


def test_what_both_channels_and_pypi_have_is_installed(seen):
    facts = seen(
        f'{WORKSPACE}{PYTHON}psycopg2 = {{ version = ">=2.9", channel = "conda-forge" }}\n'
        '[pypi-dependencies]\nfastapi = { version = ">=0.121", extras = ["standard"] }\nredis = "*"\n'
        '[target.linux-64.dependencies]\ngdal = "*"\n[target.win-64.dependencies]\npywin32 = "*"\n'
    )
    assert names(facts.dependencies.requirements) == ["python", "psycopg2", "fastapi", "redis", "gdal"]
    assert "fastapi[standard]" in facts.dependencies.names
    assert [request.version for request in facts.python] == ["3.12"]
    assert [need.name for need in facts.services] == ["postgres", "redis"]
    assert facts.system == ()


def test_pyproject_may_be_the_manifest(seen, tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "tides"\nversion = "1.0"\ndependencies = ["httpx"]\n'
        '[tool.pixi.workspace]\nchannels = ["conda-forge"]\n[tool.pixi.dependencies]\npython = ">=3.11"\n'
        '[tool.pixi.pypi-dependencies]\ntides = { path = ".", editable = true }\n'
    )
    found = detect(tmp_path).dependencies
    assert (found.manager, found.manifests, found.is_packaged) == ("pixi", ("pyproject.toml",), True)
    assert names(found.requirements) == ["httpx", "python", "tides"]


def test_a_lock_file_is_followed_and_the_lack_of_one_said(seen):
    assert seen(WORKSPACE + PYTHON).dependencies.notes == (
        "there is no pixi.lock: pixi makes one in the container; commit it",
    )
    locked = seen(WORKSPACE + PYTHON, **{"pixi.lock": "version: 6\n", "requirements.txt": "six\n"}).dependencies
    assert (locked.manager, locked.manifests, locked.notes) == ("pixi", ("pixi.toml", "pixi.lock"), ())


def test_without_a_lock_file_requirements_go_before(seen):
    found = seen(WORKSPACE + PYTHON, **{"requirements.txt": "six==1.17.0\n"}).dependencies
    assert (found.manager, found.instead_of) == ("requirements", ("pixi.toml",))


def test_cuda_that_is_taken_for_granted_means_a_gpu(seen):
    cuda = '[feature.gpu.system-requirements]\ncuda = "12"\n[environments]\ndev = ["gpu"]\n'
    facts = seen(f'{WORKSPACE}{PYTHON}pytorch-gpu = "*"\n{cuda}')
    assert (facts.dependencies.cuda, [str(one.evidence) for one in facts.gpu]) == (
        "12",
        ['pixi.toml: system-requirements: cuda = "12"'],
    )
    assert seen(f'{WORKSPACE}{PYTHON}pytorch = "*"\n').gpu == ()


@pytest.mark.parametrize(
    ("requires", "version"),
    [
        ("", "0.77.1"),
        ("*", "0.77.1"),
        (">=0.41", "0.77.1"),
        (">=0.80.0,<1", "0.80.0"),
        ("==0.55.0", "0.55.0"),
        ("?", "0.77.1"),
    ],
)
def test_the_pixi_that_the_project_asks_for_is_taken(seen, requires, version):
    assert seen(f'{WORKSPACE}requires-pixi = "{requires}"\n{PYTHON}').dependencies.tool_version == version


def test_platforms_without_linux_are_said(seen):
    notes = seen(WORKSPACE.replace("linux-64", "osx-arm64") + PYTHON).dependencies.notes
    assert "pixi.toml is for osx-arm64 alone: `pixi workspace platform add linux-64`" in notes


def test_folders_outside_are_in_the_build_context(seen, tmp_path):
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "app"
    folder.mkdir()
    path = '[pypi-dependencies]\ncommon = { path = "../libs/common", editable = true }\n'
    (folder / "pixi.toml").write_text(WORKSPACE + PYTHON + path)
    assert detect(folder).context == "."
