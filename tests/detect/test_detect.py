"""What is seen in a repository, and where."""

import pytest

from devcontain.detect import detect
from devcontain.errors import UserError


@pytest.fixture
def seen(tmp_path):
    def see(files, manager=None):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return detect(tmp_path, manager)

    return see


def python_of(facts):
    return [(request.version or request.specifier, str(request.evidence)) for request in facts.python]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".python-version": "3.12\n"}, [("3.12", ".python-version: 3.12")]),
        ({".python-version": "# ours\ncpython-3.11.4\n"}, [("3.11", ".python-version: cpython-3.11.4")]),
        ({".python-version": "my-environment\n"}, []),
        ({".python-version": "pypy3.10-7.3\n"}, []),
        ({"runtime.txt": "python-3.9.19"}, [("3.9", "runtime.txt: python-3.9.19")]),
        (
            {"pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.10"'},
            [(">=3.10", 'pyproject.toml: requires-python = ">=3.10"')],
        ),
        (
            {"setup.py": "import setuptools\nV = '>=3.7'\nsetuptools.setup(python_requires=V)"},
            [(">=3.7", 'setup.py: python_requires = ">=3.7"')],
        ),
        (
            {"setup.cfg": "[metadata]\nname = x\n[options]\npython_requires = >=3.8"},
            [(">=3.8", 'setup.cfg: python_requires = ">=3.8"')],
        ),
        (
            {
                "requirements.txt": "-c https://example.com/airflow/constraints-2.9.3/constraints-no-providers-3.11.txt\n"
            },
            [("3.11", "requirements.txt: constraints-no-providers-3.11.txt")],
        ),
        ({"requirements.txt": "-c https://example.com/${VERSION}/constraints-${PYTHON}.txt\n"}, []),
    ],
)
def test_python(seen, files, expected):
    assert python_of(seen({"main.py": "", **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".tool-versions": "nodejs 20\npython 3.11.4 3.10.1 # ours\n"}, "3.11"),
        ({".tool-versions": "python system 3.10.1"}, "3.10"),
        ({".tool-versions": "python pypy3.9-7.3"}, ""),
        ({"template.yaml": "Globals:\n  Function:\n    Runtime: python3.12 # of Lambda\n"}, "3.12"),
        ({"template.yml": "      Runtime: nodejs20.x\n      Runtime: 'python3.9'"}, "3.9"),
        ({"serverless.yml": "provider:\n  runtime: python3.11"}, "3.11"),
        ({"zappa_settings.json": '{"dev": {\n  "runtime": "python3.10"\n}}'}, "3.10"),
        ({"app.yaml": "runtime: python312"}, "3.12"),
        ({"app.yaml": "runtime: python\nentrypoint: python3.9 x"}, ""),
        ({"app.yaml": "runtime: python312", ".python-version": "3.13"}, "3.13"),
        ({"mise.toml": "[tools]\npython = '3.12'"}, "3.12"),
        ({".mise.toml": "[tools]\npython = ['3.11', '3.12']"}, "3.11"),
        ({"mise.toml": "[tools]\npython = {version = '3.10.2', virtualenv = '.venv'}"}, "3.10"),
        ({"mise.toml": "[tools]\npython = 'latest'\nnode = '3.9'"}, ""),
        ({"mise.toml": "tools = 1"}, ""),
        ({".python-version": "3.12", ".tool-versions": "python 3.11", "runtime.txt": "python-3.10"}, "3.12"),
    ],
)
def test_the_version_that_a_file_names(seen, files, expected):
    found = seen({"main.py": "", **files}).python
    assert next((request.version for request in found), "") == expected


WORKFLOW = ".github/workflows/test.yml"
MATRIX = "    matrix:\n      include:\n        - {name: Linux, python: '3.13', tox: py}\n        - {python: '3.9'}\n"


@pytest.mark.parametrize(
    ("files", "tested"),
    [
        (
            {"setup.py": "setup(classifiers=['Programming Language :: Python :: 3.8', 'Topic :: X'])"},
            ["3.8 setup.py: classifiers for 3.8"],
        ),
        ({"setup.py": "setup(classifiers=['Programming Language :: Python :: 3'])"}, []),
        ({"setup.cfg": "[metadata]\nname = x\nclassifiers =\n  Programming Language :: Python :: 3.10"}, ["3.10"]),
        (
            {"pyproject.toml": "[project]\nname = 'x'\nclassifiers = ['Programming Language :: Python :: 3.9']"},
            ["3.9 pyproject.toml"],
        ),
        (
            {"tox.ini": "[tox]\nenvlist = py27, py{36,310}-dj{32,40}\n  lint"},
            ["2.7 3.6 3.10 tox.ini: environments"],
        ),
        ({"tox.ini": "[tox]\nenv_list = py3{9-11}, py3.12, pypy39"}, ["3.9 3.10 3.11 3.12"]),
        ({"tox.ini": "[tox]\nenvlist = {py38,py39}-{a,b},docs"}, ["3.8 3.9"]),
        ({"tox.ini": "[tox]\nenvlist = " + "{a,b}" * 40}, []),
        ({"tox.ini": "[tox"}, []),
        ({"setup.cfg": "[tox:tox]\nenvlist = py39"}, ["3.9 setup.cfg"]),
        ({"tox.toml": "env_list = ['3.13', 'py312', {product = [['py310', 'py311'], ['x']]}]"}, ["3.10 3.11 3.12"]),
        ({"tox.toml": "env_list = [{prefix = 'py3', start = 10, stop = 12}]"}, ["3.10 3.11 3.12"]),
        ({"pyproject.toml": '[tool.tox]\nlegacy_tox_ini = """[tox]\nenvlist = py311"""'}, ["3.11 pyproject.toml"]),
        (
            {"noxfile.py": "PYTHONS = ['3.9', '3.10']\n@nox.session(python=PYTHONS)\ndef tests(session): pass"},
            ["3.9 3.10 noxfile.py: sessions for 3.9 to 3.10"],
        ),
        ({"noxfile.py": "@nox.session(python='3.12')\ndef x(s): 'and 3.8'"}, ["3.12"]),
        ({"noxfile.py": "def ("}, []),
        ({WORKFLOW: "    python-version: [3.9, 3.10, '3.11', \"3.x\", pypy-3.7, '3.15-dev']\n"}, ["3.9 3.10 3.11"]),
        ({WORKFLOW: "  python-version:\n    - 3.9\n    - '3.12'  # newest\n    #- 3.13\nx: '3.14'\n"}, ["3.9 3.12"]),
        ({WORKFLOW: "  python-version: [\n    '3.9',\n    '3.12',\n  ]\n"}, ["3.9 3.12"]),
        ({WORKFLOW: "  uses: x/tox.yml\n  env: [py310, 'py313', pypy311]\n"}, ["3.10 3.13"]),
        ({WORKFLOW: MATRIX}, ["3.9 3.13 .github/workflows/test.yml: jobs for 3.9 to 3.13"]),
        ({WORKFLOW: "  python-version: ${{ matrix.python-version }}\n"}, []),
        ({".gitlab-ci.yml": "test:\n  image: python:3.9-slim\n"}, ["3.9 .gitlab-ci.yml"]),
        ({".circleci/config.yml": "  test:\n    docker:\n      - image: cimg/python:3.8\n"}, ["3.8"]),
        ({".travis.yml": "python:\n- '2.7'\n- '3.6'\nscript: pytest tests\n"}, ["2.7 3.6 .travis.yml"]),
    ],
)
def test_the_pythons_that_are_tested(seen, files, tested):
    text = files.get(WORKFLOW)
    files = {**files, WORKFLOW: f"name: tests\n{text}"} if text else files
    found = [request for request in seen({"main.py": "", **files}).python if request.tested]
    said = [" ".join((*request.tested, str(request.evidence))) for request in found]
    assert len(said) == len(tested)
    assert all(one.startswith(start) for one, start in zip(said, tested, strict=True))


def test_a_workflow_that_tests_nothing_says_nothing(seen):
    assert seen({"main.py": "", ".github/workflows/docs.yml": "python-version: 3.9\nrun: mkdocs build"}).python == ()


def test_a_specifier_that_is_none_is_refused(seen):
    with pytest.raises(UserError, match="is not a version specifier"):
        seen({"pyproject.toml": '[project]\nname = "x"\nrequires-python = "3.x"'})


@pytest.mark.parametrize(
    ("requirement", "services"),
    [
        ("psycopg2-binary==2.9.10", ["postgres"]),
        ("psycopg[binary,pool]", ["postgres"]),
        ("SQLAlchemy==2.0.0", []),
        ("SQLAlchemy[postgresql]==2.0.0", ["postgres"]),
        ("asyncpg\nrq", ["postgres", "redis"]),
        ("celery", []),
        ("celery[redis]", ["redis"]),
        ("django_redis", ["redis"]),
        ("fakeredis", []),
        ("redis; sys_platform == 'win32'", []),
    ],
)
def test_services(seen, requirement, services):
    assert [need.name for need in seen({"requirements.txt": requirement}).services] == services


@pytest.mark.parametrize(
    ("files", "packages"),
    [
        ({"requirements.txt": "opencv-python"}, ["libgl1", "libglib2.0-0"]),
        ({"requirements.txt": "opencv-python-headless"}, []),
        ({"requirements.txt": "ultralytics"}, ["libgl1", "libglib2.0-0"]),
        ({"requirements.txt": "psycopg2-binary"}, []),
        ({"requirements.txt": "PyAudio; sys_platform == 'win32'"}, []),
        ({"pyproject.toml": "[project]\nname = 'openai_whisper'"}, ["ffmpeg"]),
        ({"requirements.txt": "", "apt.txt": "# fonts\nfonts-noto ghostscript\n"}, ["fonts-noto", "ghostscript"]),
        (
            {"requirements.txt": "", "Aptfile": ":repo:deb https://x jammy main\nhttps://x/y.deb\n--force\n$(id)\nvim"},
            ["vim"],
        ),
        ({"environment.yml": "dependencies: [opencv-python]"}, []),
        (
            {"pyproject.toml": "[project]", "pdm.lock": "[[package]]\nname = 'pyzbar'\nversion = '0.1'"},
            ["libzbar0"],
        ),
    ],
)
def test_system_packages(seen, files, packages):
    assert [package for need in seen(files).system for package in need.packages] == packages


@pytest.mark.parametrize(
    ("requirement", "titles"),
    [
        ("torch==2.9.1", ["PyTorch"]),
        ("torch==2.9.1+cpu", []),
        ("--extra-index-url https://download.pytorch.org/whl/cpu\ntorch", []),
        ("--index-url https://download.pytorch.org/whl/cu128\ntorch", ["PyTorch"]),
        ("jax", []),
        ("jax[cuda12]", ["JAX"]),
        ("onnxruntime", []),
        ("onnxruntime-gpu", ["ONNX Runtime"]),
        ("ultralytics==8.3.0", ["PyTorch"]),
        ("torch==2.6.0+cpu\nultralytics==8.3.0", []),
        ("tensorflow-gpu==2.4.1", ["TensorFlow"]),
        ("faster-whisper", ["faster-whisper"]),
        ("torch\nvllm", ["PyTorch", "vLLM"]),
    ],
)
def test_gpu(seen, requirement, titles):
    assert [framework.title for framework in seen({"requirements.txt": requirement}).gpu] == titles


FLASK = "from flask import Flask\n"
FASTAPI = "from fastapi import FastAPI\n"


@pytest.mark.parametrize(
    ("files", "port", "command"),
    [
        ({"requirements.txt": "flask"}, 5000, ""),
        ({"app.py": FLASK + "app = Flask(__name__)"}, 5000, "flask --app app.py run"),
        ({"serve.py": FLASK + "site = Flask(__name__)\nsite.run()"}, 5000, "flask --app serve.py:site run"),
        ({"web/__init__.py": FLASK + "def create_app():\n  return Flask('x')"}, 5000, "flask --app web run"),
        ({"app.py": FLASK + "app = Flask(__name__)\napp.run(port=5001)"}, 5001, "flask --app app.py run"),
        ({"app.py": FLASK + "app = Flask(__name__)\napp.run(port=PORT)"}, 5000, "flask --app app.py run"),
        ({"tests/app.py": FLASK + "app = Flask(__name__)"}, 5000, ""),
        ({"app.py": "print 'Flask('"}, 5000, ""),
        ({"requirements.txt": "fastapi\nuvicorn", "main.py": FASTAPI + "app = FastAPI()"}, 8000, "uvicorn main:app"),
        ({"requirements.txt": "fastapi", "main.py": FASTAPI + "app = FastAPI()"}, 8000, ""),
        (
            {"requirements.txt": "fastapi[standard]", "src/api/__init__.py": FASTAPI + "app: FastAPI = FastAPI()"},
            8000,
            "uvicorn --app-dir src api:app",
        ),
        (
            {"requirements.txt": "fastapi\nuvicorn", "api.py": FASTAPI + "def create_app(): return FastAPI()"},
            8000,
            "uvicorn --factory api:create_app",
        ),
        (
            {"requirements.txt": "fastapi\nuvicorn", "m.py": FASTAPI + "a = FastAPI()\nuvicorn.run(a, port=9000)"},
            9000,
            "uvicorn m:a",
        ),
        ({"requirements.txt": "Django", "site/manage.py": ""}, 8000, "python site/manage.py runserver"),
        (
            {"requirements.txt": "litestar[standard]", "app.py": "def create_app(): return Litestar([])"},
            8000,
            "uvicorn --factory app:create_app",
        ),
        (
            {"requirements.txt": "starlette\nuvicorn", "site.py": "a = Starlette()\nuvicorn.run(a, port=9000)"},
            9000,
            "uvicorn site:a",
        ),
        (
            {"requirements.txt": "fastapi\nstarlette\nuvicorn", "m.py": "a = FastAPI()", "n.py": "b = Starlette()"},
            8000,
            "uvicorn m:a",
        ),
    ],
)
def test_web(seen, files, port, command):
    (application,) = seen({"requirements.txt": "flask", **files}).web
    assert application.port == port
    assert " ".join(application.command).startswith(command)
    assert bool(application.command) is bool(command)


@pytest.mark.parametrize(
    ("flaskenv", "files", "port", "command"),
    [
        ("FLASK_APP=blog.py\nFLASK_RUN_PORT=5050\n", {"blog.py": "app = make()"}, 5050, "flask --app blog.py run"),
        (
            "export FLASK_APP='web:create_app()'",
            {"web/__init__.py": "def create_app(): ..."},
            5000,
            "flask --app web run",
        ),
        ("FLASK_APP=web.main:site", {"web/main.py": "site = make()"}, 5000, "flask --app web/main.py:site run"),
        (
            "FLASK_APP=wsgi",
            {"wsgi.py": "application = make()\napplication.run(port=8080)"},
            8080,
            "flask --app wsgi.py",
        ),
        ("FLASK_APP=gone.py", {"app.py": FLASK + "app = Flask('x')"}, 5000, "flask --app app.py run"),
        ("FLASK_APP=../out.py", {"app.py": FLASK + "app = Flask('x')"}, 5000, "flask --app app.py run"),
        ("FLASK_RUN_PORT=99999999", {"app.py": FLASK + "app = Flask('x')"}, 5000, "flask --app app.py run"),
        ("FLASK_APP=odd.py", {"odd.py": "def (", "app.py": FLASK + "app = Flask('x')"}, 5000, "flask --app app.py run"),
    ],
)
def test_flaskenv(seen, flaskenv, files, port, command):
    (application,) = seen({"requirements.txt": "flask", ".flaskenv": flaskenv, **files}).web
    assert application.port == port
    assert " ".join(application.command).startswith(command)


@pytest.mark.parametrize(
    ("files", "ports"),
    [
        ({"requirements.txt": "streamlit", "pages/a.py": "import streamlit", "Home.py": "import streamlit"}, [8501]),
        ({"requirements.txt": "streamlit", "main.py": ""}, []),
        ({"requirements.txt": "gradio", "ui.py": "demo.launch()"}, [7860]),
        ({"requirements.txt": "dash", "ui.py": "app = dash.Dash(__name__)"}, [8050]),
        ({"requirements.txt": "jupyterlab", "a.py": ""}, [8888]),
        ({"requirements.txt": "", "requirements-dev.txt": "notebook"}, [8888]),
    ],
)
def test_applications_that_are_a_script(seen, files, ports):
    assert [application.port for application in seen(files).web] == ports


@pytest.mark.parametrize(
    ("requirements", "ports"),
    [("fastapi==0.74.0", [8000]), ("gradio==2.8.1\nfastapi==0.74.0", []), ("flask==2.0\nflask-login==0.6", [5000])],
)
def test_a_framework_that_another_is_built_on_is_no_application(seen, requirements, ports):
    facts = seen({"requirements.txt": requirements, "app.py": "import this\n"})
    assert [web.port for web in facts.web] == ports


def test_a_package_that_builds_on_a_framework_is_no_application(seen):
    project = '[build-system]\nrequires = []\n[project]\nname = "x"\ndependencies = ["flask"]'
    assert seen({"pyproject.toml": project, "x.py": "import flask"}).web == ()


@pytest.mark.parametrize(
    ("files", "manager", "installed"),
    [
        ({"requirements.txt": ""}, "requirements", ["requirements.txt"]),
        ({"requirements.txt": "", "requirements-dev.txt": ""}, "requirements", None),
        ({"requirements.txt": "", "dev-requirements.txt": "", "requirements-gpu.txt": ""}, "requirements", None),
        (
            {"requirements.txt": "", "requirements_for_test.txt": ""},
            "requirements",
            ["requirements.txt", "requirements_for_test.txt"],
        ),
        ({"pyproject.toml": '[dependency-groups]\nmain = ["flask"]'}, "project", []),
        ({"requirements/base.txt": "", "requirements/dev.txt": "", "requirements/prod.txt": ""}, "requirements", None),
        ({"pyproject.toml": '[project]\nname = "x"'}, "project", []),
        ({"pyproject.toml": '[project]\nname = "x"\ndynamic = ["dependencies"]', "setup.py": ""}, "source", []),
        ({"pyproject.toml": "[tool.black]", "a.py": ""}, "none", []),
        ({"setup.py": "raise SystemExit"}, "source", []),
        ({"Pipfile": ""}, "pipenv", []),
        ({"Pipfile": "", "Pipfile.lock": "{}"}, "pipenv", []),
        ({"poetry.lock": "", "pyproject.toml": "[tool.poetry]"}, "poetry", []),
        ({"poetry.lock": "", "a.py": ""}, "none", []),
        ({"pdm.lock": "", "pyproject.toml": "[project]"}, "pdm", []),
        ({"environment.yml": "dependencies: [python]", "setup.py": ""}, "conda", ["environment.yml"]),
        ({"requirement.txt": ""}, "requirements", ["requirement.txt"]),
        ({"requirements.in": ""}, "requirements", ["requirements.in"]),
        ({"a.py": "import requests"}, "scripts", [".devcontainer/requirements.txt"]),
        ({"notes.ipynb": "{}"}, "none", []),
    ],
)
def test_dependencies(seen, files, manager, installed):
    found = seen(files).dependencies
    assert found.manager == manager
    unwanted = {"requirements-gpu.txt", "requirements/prod.txt"}
    assert list(found.files) == ([name for name in files if name not in unwanted] if installed is None else installed)


def test_a_repository_without_python_is_refused(seen):
    with pytest.raises(UserError, match="no Python was found"):
        seen({"README.md": ""})


LOCKS = {
    "uv.lock": "",
    "poetry.lock": "",
    "pdm.lock": "",
    "Pipfile": "",
    "Pipfile.lock": "{}",
    "pixi.toml": "[dependencies]\npython = '*'",
    "requirements.txt": "",
    "environment.yml": "dependencies: []",
    "pyproject.toml": "[tool.poetry]",
    "a.py": "import requests",
}


@pytest.mark.parametrize(
    ("wish", "manager"),
    [
        (None, "uv"),
        ("uv", "uv"),
        ("poetry", "poetry"),
        ("pdm", "pdm"),
        ("pipenv", "pipenv"),
        ("pixi", "pixi"),
        ("pip", "requirements"),
        ("conda", "conda"),
        ("scripts", "scripts"),
    ],
)
def test_the_manager_that_is_asked_for(seen, wish, manager):
    assert seen(LOCKS, wish).dependencies.manager == manager


def test_what_the_manager_goes_before_is_said(seen):
    instead_of = seen(LOCKS).dependencies.instead_of
    named = ("poetry.lock", "pdm.lock", "Pipfile.lock", "pixi.toml", "requirements.txt", "environment.yml")
    assert instead_of == named


def test_a_manager_with_nothing_to_read_is_refused(seen):
    with pytest.raises(UserError, match="there is nothing for `--manager pdm`") as refused:
        seen({"requirements.txt": "", "environment.yml": "dependencies: []"}, "pdm")
    assert refused.value.hint == "there is something for `conda`, `pip`"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"environment.yml": "dependencies: [a\n"}, r"environment\.yml:2:1: "),
        ({"environment.yml": "dependencies:\n\t- a\n"}, r"environment\.yml:2:1: "),
        ({"environment.yml": "dependencies: 1"}, r"environment\.yml: `dependencies` must be a list"),
        ({"Pipfile": "[packages"}, r"Pipfile:1:10: "),
        ({"Pipfile": "", "Pipfile.lock": "{,}"}, r"Pipfile\.lock:1:2: "),
        ({"poetry.lock": "[", "pyproject.toml": ""}, r"poetry\.lock:1:2: "),
    ],
)
def test_a_syntax_error_is_said_with_its_place(seen, files, message):
    with pytest.raises(UserError, match=message):
        seen(files)


def test_a_project_below_is_pointed_at(seen):
    (note,) = seen({"a.py": "", "api/requirements.txt": ""}).dependencies.notes
    assert "`devcontain init api`" in note


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"a.py": "print 'x'"}, "a.py"),
        ({"a.py": "def f():\n    raise E, 'x'"}, "a.py"),
        ({"a.py": "try:\n    f()\nexcept A, B:\n    pass"}, ""),
        ({"a.py": "print 'x'", "b.py": "import os"}, "a.py"),
        ({"a.py": "print 'x'", **dict.fromkeys(("b.py", "c.py", "d.py", "e.py"), "print ('x')")}, ""),
        ({"a.py": "print 'x'\n" * 2, "b.py": "def ("}, "a.py"),
        ({"a.py": "def ("}, ""),
        ({"a.py": '"""\nprint x\n"""'}, ""),
    ],
)
def test_code_for_python_2_is_seen(seen, files, path):
    said = [str(request.evidence) for request in seen(files).python if request.tested == ("2.7",)]
    assert said == ([f"{path}: written for Python 2"] if path else [])


def test_a_misspelled_file_is_pointed_at(seen):
    (note,) = seen({"a.py": "", "requirement.txt": ""}).dependencies.notes
    assert note == "requirement.txt is taken for requirements.txt"


@pytest.mark.parametrize(
    ("ignored", "hidden"),
    [
        ("*.txt", True),
        ("*\n!requirements.txt", False),
        ("!requirements.txt\n*", True),
        ("# requirements.txt", False),
        ("/requirements.txt", True),
        ("./requirements.txt", True),
        ("**/*.txt", True),
        ("docs", False),
        ("[z-", False),
    ],
)
def test_what_dockerignore_hides(seen, ignored, hidden):
    assert bool(seen({"requirements.txt": "", ".dockerignore": ignored}).hidden) is hidden


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        ({"main.py": "import aifc\nimport cgi.parse"}, [("aifc", "3.13"), ("cgi", "3.13")]),
        ({"package/loader.py": "import os, imp"}, [("imp", "3.12")]),
        ({"main.py": "from telnetlib import Telnet\n", "other.py": "import telnetlib"}, [("telnetlib", "3.13")]),
        ({"main.py": "try:\n    import cgi\nexcept ImportError:\n    cgi = None"}, []),
        ({"main.py": "import sys\nif sys.version_info < (3, 13):\n    import cgi"}, []),
        ({"main.py": "def old():\n    import cgi"}, []),
        ({"main.py": "import cgi", "cgi.py": ""}, []),
        ({"main.py": "import cgi, aifc", "requirements.txt": "legacy-cgi\nstandard-aifc\n"}, []),
        ({"docs/conf.py": "import imp", "main.py": "import important, impala\nimport os  # no imp"}, []),
    ],
)
def test_modules_that_newer_pythons_have_no_more(seen, files, gone):
    found = seen({"requirements.txt": "", **files}).gone
    assert sorted((one.name, one.python) for one in found) == gone


@pytest.mark.parametrize(
    ("wanted", "version"),
    [
        ("", ""),
        ('required-version = ">=0.5"', ""),
        ('required-version = "==0.11.*"', "0.11"),
        ('required-version = "<0.9,>=0.7"', "0.8"),
        ('required-version = "==0.8.3"', "0.8.3"),
        ('required-version = "0.8.3"', "0.8.3"),
        ('required-version = ">=99"', "99"),
        ('required-version = "newest"', ""),
    ],
)
def test_the_uv_that_the_project_requires(seen, wanted, version):
    project = '[project]\nname = "x"\nversion = "1"\ndependencies = []\n'
    assert seen({"pyproject.toml": f"{project}[tool.uv]\n{wanted}\n"}).dependencies.tool_version == version
    assert seen({"pyproject.toml": project, "uv.toml": f"{wanted}\n"}).dependencies.tool_version == version


def test_extras_of_setup_py_beside_requirements(seen):
    setup = "import setuptools\nsetuptools.setup(name='x', extras_require={'dev': ['flaky'], 'docs': ['sphinx']})"
    assert seen({"requirements.txt": "requests\n", "setup.py": setup}).dependencies.extras == ("dev",)


@pytest.mark.parametrize(
    ("path", "text", "packages"),
    [
        ("CMakeLists.txt", "project(x LANGUAGES C Fortran)\nfind_package(LAPACK REQUIRED)", "gfortran liblapack-dev"),
        ("CMakeLists.txt", "enable_language( Fortran )", "gfortran"),
        ("CMakeLists.txt", "project(x CXX)\nfind_package(Python REQUIRED)\nfind_package( GEOS )", "libgeos-dev"),
        ("CMakeLists.txt", "# Fortran\nproject(x C)", ""),
        ("meson.build", "project('x', 'c', 'fortran')\nb = dependency('openblas')", "gfortran libopenblas-dev"),
        ("meson.build", "project('x', 'c')\nz = dependency('zlib')", ""),
        (
            "setup.py",
            "call(['geos-config', '--libs']); run('pkg-config --libs proj')",
            "libgeos-dev libproj-dev pkg-config",
        ),
        ("setup.py", "sources=['src/solve.f90']", "gfortran"),
        ("setup.py", "sources=['src/solve.c']  # 'a.for'", ""),
    ],
)
def test_what_building_the_project_itself_takes(seen, path, text, packages):
    project = '[project]\nname = "x"\nversion = "1"\ndependencies = []\n[build-system]\nrequires = ["b"]\n'
    needs = seen({"pyproject.toml": project, path: text}).system
    assert [" ".join(need.packages) for need in needs] == ([packages] if packages else [])


def test_nothing_is_built_where_the_project_is_not_installed(seen):
    assert seen({"requirements.txt": "", "CMakeLists.txt": "project(x Fortran)"}).system == ()


def test_scripts_get_the_versions_that_the_dockerfile_installs(seen):
    dockerfile = "FROM python:3.9\nARG V=1.2.5\nRUN pip install -U pip && pip install pandas==$V gunicorn ./own numpy\n"
    found = seen({"main.py": "import pandas, numpy, requests", "Dockerfile": dockerfile}).dependencies.requirements
    assert [(one.text, one.path) for one in found] == [
        ("gunicorn", "Dockerfile"),
        ("numpy", "main.py"),
        ("pandas==1.2.5", "Dockerfile"),
        ("requests", "main.py"),
    ]


def test_a_dockerfile_alone_makes_no_project(seen):
    files = {"main.py": "print()", "Dockerfile": "FROM python:3.12\nRUN pip install flask\n"}
    assert seen(files).dependencies.manager == "none"


def test_a_submodule_that_is_not_there_is_said(seen):
    modules = '[submodule "a"]\n\tpath = libs/a\n\turl = x\n[submodule "b"]\n\tpath = libs/b\n\turl = y\n'
    found = seen({"requirements.txt": "", ".gitmodules": modules, "libs/b/README": ""}).dependencies.notes
    assert [note.partition(":")[0] for note in found] == ["libs/a is a submodule that is not here"]
