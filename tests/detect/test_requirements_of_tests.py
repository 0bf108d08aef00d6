"""What tests require that only tox, nox or setup.py says."""

import pytest

from devcontain.detect import detect

PROJECT = '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = ["setuptools"]\n'


@pytest.fixture
def dependencies(tmp_path):
    def see(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return detect(tmp_path).dependencies

    return see


@pytest.mark.parametrize(
    ("deps", "words"),
    [
        ("pytest\n    mock", ["pytest", "mock"]),
        ("pytest>=7  # newer\n    # mock", ["pytest>=7"]),
        ("pytest\n    py27: mock\n    !py27,win: pywin32\n    django{42,50}: django", ["pytest"]),
        ("{[base]deps}\n    mock", ["pytest-cov", "mock"]),
        ("{[testenv]deps}pytest", []),
        ("pytest\n    -rmissing.txt\n    {env:EXTRA}\n    ./local\n    codecov", ["pytest"]),
        ("pytest\n    pytest<8", ["pytest"]),
        ("nose", []),
    ],
)
def test_tox(dependencies, deps, words):
    found = dependencies(
        {"pyproject.toml": PROJECT, "tox.ini": f"[testenv]\ndeps =\n    {deps}\n[base]\ndeps = pytest-cov\n"}
    )
    assert list(found.words) == words
    assert [one.text for one in found.development] == words


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tox.ini", "[testenv:py]\ndeps = pytest"),
        ("tox.ini", "[testenv:tests]\ndeps = pytest"),
        ("setup.cfg", "[testenv]\ndeps = pytest"),
        ("tox.toml", "[env_run_base]\ndeps = ['pytest', 'mock; python_version<\"3\"', 1]"),
        ("pyproject.toml", f'{PROJECT}[tool.tox]\nlegacy_tox_ini = """\n[testenv]\ndeps = pytest\n"""'),
        ("pyproject.toml", f"{PROJECT}[tool.tox.env_run_base]\ndeps = ['pytest']"),
        ("noxfile.py", "@nox.session\ndef tests(session):\n    session.install('-e', '.', 'pytest')"),
        ("noxfile.py", "TOOLS = ['pytest', 'x y']\ndef unit(session):\n    session.install(*TOOLS, '.[a]', f(), *g)"),
    ],
)
def test_where_it_is_said(dependencies, path, text):
    assert dependencies({"pyproject.toml": PROJECT, path: text}).words[:1] == ("pytest",)


@pytest.mark.parametrize(
    "files",
    [
        {"tox.ini": "[testenv"},
        {"tox.ini": "[testenv:docs]\ndeps = pytest"},
        {"tox.toml": "env_run_base = 1"},
        {"noxfile.py": "def tests(:"},
        {"noxfile.py": "def lint(session):\n    session.install('pytest')"},
        {"pyproject.toml": f"{PROJECT}[tool.tox]\nenv_run_base.deps = 'pytest'"},
        {"pyproject.toml": f'{PROJECT}[dependency-groups]\ntest=["pytest"]\n', "tox.ini": "[testenv]\ndeps=pytest\n x"},
    ],
)
def test_nothing_is_said(dependencies, files):
    assert dependencies({"pyproject.toml": PROJECT, **files}).words == ()


def test_files_that_are_installed_for_tests(dependencies):
    tox = "[testenv]\ndeps =\n    -r requirements.txt\n    -r{toxinidir}/tests/needs.txt\n    -cconstraints.txt\n"
    found = dependencies({"requirements.txt": "flask", "tests/needs.txt": "pytest", "tox.ini": tox})
    assert (found.files, found.words) == (("requirements.txt", "tests/needs.txt"), ())


@pytest.mark.parametrize(
    ("setup", "extras"),
    [
        ("setup(name='x', extras_require=more())", ("test", "http")),
        ("setup(name='x', extras_require={'http': ['h2'], 'docs': ['sphinx']})", ("http",)),
    ],
)
def test_extras_that_tox_installs(dependencies, setup, extras):
    tox = "[testenv]\nextras = test, http\n"
    assert dependencies({"setup.py": f"from setuptools import setup\n{setup}", "tox.ini": tox}).extras == extras


def test_setup_py(dependencies):
    text = "from setuptools import setup\nsetup(name='x', tests_require=['pytest', 'mock'])"
    assert dependencies({"setup.py": text}).words == ("pytest", "mock")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("setup.py", "import setuptools\nT = ['pytest']\nsetuptools.setup(extras_require={'test': T, 'a': b})"),
        ("setup.cfg", "[metadata]\nname = x\n[options.extras_require]\ntest =\n    pytest\n"),
    ],
)
def test_what_extras_require_is_known(dependencies, path, text):
    found = dependencies({path: text, "tox.ini": "[testenv]\ndeps = pytest\n    mock"})
    assert (found.extras, found.names, found.words) == (("test",), {"pytest"}, ())
