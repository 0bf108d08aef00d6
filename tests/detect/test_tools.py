"""The tools in use, the secrets that the code reads, and what the build takes from git."""

import pytest

from devcontain.detect import detect

PROJECT = "[project]\nname = 'x'\nversion = '1'\n"


@pytest.fixture
def seen(tmp_path):
    def see(files):
        for name, text in {"main.py": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return detect(tmp_path)

    return see


@pytest.mark.parametrize(
    ("files", "tools"),
    [
        ({"requirements.txt": "black\nisort\nflake8\n"}, {"black", "flake8", "isort"}),
        ({".flake8": "", "mypy.ini": "", "pylintrc": "", "ty.toml": ""}, {"flake8", "mypy", "pylint", "ty"}),
        ({"setup.cfg": "[flake8]\nmax-line-length = 100\n[mypy-foo.*]\n[tool:pytest]\n"}, {"flake8", "mypy", "pytest"}),
        ({"tox.ini": "[isort]\n[flake8-other]\n[testenv:yapf]\n"}, {"flake8", "isort"}),
        ({"pyproject.toml": PROJECT + "[tool.ruff.lint]\n"}, {"ruff"}),
        ({"pyproject.toml": PROJECT + "[tool.ruff.format]\n"}, {"ruff", "ruff-format"}),
        ({"ruff.toml": "[format]\n"}, {"ruff", "ruff-format"}),
        (
            {".pre-commit-config.yaml": "repos:\n- hooks:\n  - id: ruff-check\n  - id: ruff-format\n"},
            {"ruff", "ruff-format"},
        ),
        ({".pre-commit-config.yaml": "repos:\n- hooks:\n  - {id: mypy}\n  - id: 'black-jupyter'\n"}, {"black"}),
        ({"tests/test_it.py": "import it\n\n\ndef test_it():\n    assert it\n"}, {"pytest"}),
        ({"tests/test_it.py": "import unittest\n\n\nclass It:\n    def test_it(self): ...\n"}, set()),
        ({"noxfile.py": "def tests(session):\n    session.install('pytest')\n"}, {"pytest"}),
        ({"tox.ini": "[testenv]\ncommands = py.test\n"}, {"pytest"}),
        ({".github/workflows/test.yml": "- run: python -m pytest\n"}, {"pytest"}),
    ],
)
def test_tools(seen, files, tools):
    assert seen(files).tools == tools


@pytest.mark.parametrize(
    ("files", "folder"),
    [
        ({"tests/test_it.py": "import unittest\n"}, "tests"),
        ({"tests/__init__.py": "", "tests/test_it.py": "import unittest\n"}, "."),
        ({"tests.py": "from unittest import TestCase, main\n"}, "."),
        ({"tests/test_it.py": "from unittest import mock\n"}, ""),
        ({"tests/test_it.py": "import unittest\n", "pytest.ini": ""}, ""),
        ({"test_it.py": "import unittest\n", "requirements.txt": "django", "manage.py": ""}, ""),
    ],
)
def test_where_unittest_finds_tests(seen, files, folder):
    assert seen(files).unittest == folder


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"requirements.txt": "transformers\nopenai\nwandb\n"}, ["HF_TOKEN", "OPENAI_API_KEY", "WANDB_API_KEY"]),
        (
            {".env.example": "export STRIPE_API_KEY=\nAWS_SECRET_ACCESS_KEY=x\nSECRET_KEY=x\nDEBUG=1\nbot_token=\n"},
            ["AWS_SECRET_ACCESS_KEY", "STRIPE_API_KEY", "bot_token"],
        ),
        ({".env": "STRIPE_API_KEY=1"}, []),
    ],
)
def test_secrets(seen, files, names):
    assert [secret.name for secret in seen(files).secrets] == names


def test_a_list_of_many_secrets_is_cut(seen):
    assert len(seen({".env.example": "\n".join(f"K{number}_API_KEY=" for number in range(99))}).secrets) == 10


@pytest.mark.parametrize(
    ("files", "variable"),
    [
        (
            {"pyproject.toml": "[build-system]\nrequires = ['hatchling', 'Hatch_VCS>=0.4']\n" + PROJECT},
            "SETUPTOOLS_SCM_PRETEND_VERSION",
        ),
        ({"pyproject.toml": PROJECT + "[tool.pdm.version]\nsource = 'scm'\n"}, "PDM_BUILD_SCM_VERSION"),
        (
            {"setup.py": "from setuptools import setup\nsetup(name='x', setup_requires=['pbr'], pbr=True)\n"},
            "PBR_VERSION",
        ),
        ({"pyproject.toml": PROJECT}, ""),
    ],
)
def test_what_tells_a_build_its_version(seen, files, variable):
    assert seen(files).version_variable == variable


def test_what_the_build_reads_is_not_left_out(seen):
    setup = "from setuptools import setup\nsetup(name='x', packages=['x', 'test'])\n"
    facts = seen({"setup.py": setup, "requirements.txt": "-r tests/requirements.txt", "tests/requirements.txt": "six"})
    assert facts.left_out == (".devcontainer", ".github", ".vscode")


def test_what_may_get_into_images_is_said(seen):
    assert seen({".dockerignore": "*\n!main.py\n"}).unhidden == ()
    assert seen({".dockerignore": ".env\n"}).unhidden == (".git",)
