"""What code imports and no manifest names."""

import json

import pytest

from devcontain.detect.dependencies import detect_dependencies
from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.imports.needed import needed_modules
from devcontain.detect.imports.undeclared import find_undeclared
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import read_setup


def undeclared(directory, files, project="project"):
    for path, text in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    repository = Repository(directory)
    dependencies = detect_dependencies(repository, read_pyproject(repository), read_setup(repository))
    return [one.text for one in find_undeclared(repository, dependencies, project)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import numpy, yaml", ["numpy", "PyYAML"]),
        ("import os, wmi, urllib2, unheard_of", []),
        ("import flask, jinja2.ext", []),
        ("from starlette.testclient import TestClient", ["httpx", "starlette"]),
        ("def later():\n    import numpy", []),
        ("class Model:\n    import numpy", ["numpy"]),
        ("try:\n    import numpy\nexcept ImportError:\n    numpy = None\nelse:\n    import scipy", []),
        ("try:\n    import numpy\nexcept ImportError:\n    raise RuntimeError('install numpy')", ["numpy"]),
        ("try:\n    import numpy\nexcept ImportError:\n    print('install numpy')\n    sys.exit(1)", ["numpy"]),
        ("try:\n    import numpy\nexcept KeyError:\n    pass", ["numpy"]),
        ("try:\n    import numpy\nexcept:\n    pass", []),
        ("with suppress(ImportError):\n    import numpy", []),
        ("with open('x') as file:\n    import numpy", ["numpy"]),
        ("if TYPE_CHECKING:\n    import numpy\nelse:\n    import scipy", ["scipy"]),
        ("if typing.TYPE_CHECKING and True:\n    import numpy", []),
        ("if not TYPE_CHECKING:\n    import numpy", ["numpy"]),
        ("if sys.platform == 'win32':\n    import numpy\nelse:\n    import scipy", ["scipy"]),
        ("if sys.platform.startswith('linux'):\n    import numpy", ["numpy"]),
        ("if os.name != 'nt':\n    import numpy", ["numpy"]),
        ("if platform.system() == 'Darwin':\n    import numpy", []),
        ("if sys.version_info >= (3, 11):\n    import tomllib\nelse:\n    import tomli", []),
        ("if sys.version_info[0] == 2:\n    import mock", []),
        ("if sys.version_info.major >= 3:\n    import numpy", ["numpy"]),
        ("if sys.version_info[:2] < (3, 8):\n    import mock", []),
        ("if sys.version_info > minimum or x == y:\n    import numpy", []),
        ("if has_numpy():\n    import numpy", []),
        ("if name.startswith('x'):\n    import numpy", []),
        ("if __name__ == '__main__':\n    import numpy", []),
        ("import pkg_resources", ["setuptools<82"]),
        ("import psycopg", ["psycopg[binary]"]),
        ("from google.cloud import storage", ["google-cloud-storage"]),
        ("from . import numpy", []),
        ("import helper, package.module, namespace", []),
        ("print 'two'\nimport numpy\n  import scipy", ["numpy"]),
    ],
)
def test_what_a_module_needs(tmp_path, code, found):
    files = {"requirements.txt": "flask", "helper.py": "", "src/package/__init__.py": "", "src/package/module.py": ""}
    assert undeclared(tmp_path, {**files, "namespace/x.py": "", "main.py": code}) == found


@pytest.mark.parametrize(
    ("requirements", "code", "found"),
    [
        ("pandas", "import numpy", []),
        ("opencv-python-headless", "import cv2, numpy", []),
        ("opencv-contrib-python", "import cv2", []),
        ("psycopg2", "import psycopg2", []),
        ("tensorflow-cpu", "import tensorflow, keras", []),
        ("flask-login", "import flask, werkzeug", []),
        ("pytest-django", "import pytest, django", ["django"]),
        ("celery[redis]", "import redis", []),
        ("celery", "import redis", ["redis"]),
        ("clip @ git+https://example.org/CLIP.git", "import clip", []),
        ("aws-cdk.core==1.204.0", "from aws_cdk import core", []),
        ("flask", "from aws_cdk import Stack", ["aws-cdk-lib"]),
        ("django-ninja\npython-gitlab\npulsar-client", "import ninja, gitlab, redis", ["redis"]),
        ("flask-redis\nslack-python", "import redis, slack", []),
        ("numpy; python_version < '3'", "import numpy", []),
    ],
)
def test_what_comes_with_another_needs_no_name(tmp_path, requirements, code, found):
    assert undeclared(tmp_path, {"requirements.txt": requirements, "main.py": code}) == found


@pytest.mark.parametrize(
    "path",
    [
        *("examples/a.py", "docs/conf.py", "benchmarks/a.py", "third_party/a.py", "tests/fixtures/a.py", "setup.py"),
        *("{{cookiecutter.name}}/a.py", "service/a.py", "tests/data/a.py", "tests/sample/src/a.py"),
    ],
)
def test_code_that_the_project_does_not_run(tmp_path, path):
    files = {"requirements.txt": "flask", "service/requirements.txt": "numpy", path: "import numpy"}
    files |= {"tests/sample/setup.py": "", "tests/test_sample.py": "import flask"}
    assert undeclared(tmp_path, files) == []


@pytest.mark.parametrize("path", ["tests/test_a.py", "tests/unit/help/a.py", "data/a.py", "noxfile.py", "package/a.py"])
def test_code_that_it_does(tmp_path, path):
    assert undeclared(tmp_path, {"requirements.txt": "flask", path: "import numpy"}) == ["numpy"]


@pytest.mark.parametrize(
    ("path", "found"),
    [("app/redis.py", ["redis"]), ("redis.py", []), ("tools/redis/__init__.py", []), ("app/redis/x.py", ["redis"])],
)
def test_a_module_of_the_same_name_counts_where_it_would_be_imported(tmp_path, path, found):
    files = {"requirements.txt": "flask", "app/__init__.py": "", path: "", "app/main.py": "import redis"}
    assert undeclared(tmp_path, files) == found


@pytest.mark.parametrize(
    "manifest",
    [
        {"setup.py": "from setuptools import setup\nsetup(name='x', extras_require={'a': ['numpy>=1']})"},
        {"setup.cfg": "[metadata]\nname = x\n[options.extras_require]\na =\n    numpy\n"},
        {"pyproject.toml": '[project]\nname = "x"\n[project.optional-dependencies]\na = ["numpy>1"]'},
        {"pyproject.toml": '[project]\nname = "x"\n[dependency-groups]\na = [{include-group="b"}]\nb = ["numpy"]'},
        {"pyproject.toml": '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nnumpy = {optional=true}'},
        {"pyproject.toml": '[project]\nname = "x"\n[tool.hatch.envs.a]\ndependencies = ["numpy"]'},
    ],
)
def test_to_leave_an_extra_out_is_a_choice(tmp_path, manifest):
    assert undeclared(tmp_path, {**manifest, "main.py": "import numpy, scipy"}) == ["scipy"]


def test_the_project_itself_is_there(tmp_path):
    assert undeclared(tmp_path, {"requirements.txt": "flask", "test_a.py": "import numpy"}, project="NumPy") == []


@pytest.mark.parametrize("manager", ["scripts", "none"])
def test_where_nothing_is_named_all_imports_are_listed_elsewhere(tmp_path, manager):
    (tmp_path / "main.py").write_text("import numpy")
    assert find_undeclared(Repository(tmp_path), Dependencies(manager, Evidence("main.py")), "") == ()


def test_notebooks_need_a_kernel_and_what_they_import(tmp_path):
    notebook = {"cells": [{"cell_type": "code", "source": "!ls\nimport pandas as pd"}]}
    files = {"requirements.txt": "flask", "notes.ipynb": json.dumps(notebook), "broken.ipynb": "{"}
    assert undeclared(tmp_path, files) == ["ipykernel", "pandas"]
    assert undeclared(tmp_path, {**files, "requirements.txt": "jupyterlab\npandas"}) == []


def test_one_that_many_files_can_do_without_is_not_looked_for_in_all(tmp_path):
    optional = "try:\n    import numpy\nexcept ImportError:\n    numpy = None"
    files = {f"a{number:02}.py": optional for number in range(20)}
    assert undeclared(tmp_path, {"requirements.txt": "flask", **files, "z.py": "import numpy"}) == []


def test_continued_lines_are_read_too(tmp_path):
    assert undeclared(tmp_path, {"requirements.txt": "flask", "a.py": "import os, \\\n  numpy"}) == ["numpy"]


def test_a_function_imports_when_it_is_called():
    assert list(needed_modules("def later():\n    import numpy")) == ["numpy"]
    assert list(needed_modules("async def later():\n    import numpy", at_once=True)) == []


def test_keywords_of_setup_py_name_nothing_that_is_installed(tmp_path):
    setup = "from setuptools import setup\nsetup(name='x', keywords=['opencv', 'scipy'], install_requires=['numpy'])"
    assert undeclared(tmp_path, {"setup.py": setup, "x.py": "import cv2, numpy, scipy"}) == [
        "opencv-python-headless",
        "scipy",
    ]


def test_code_for_tensorflow_1_gets_that(tmp_path):
    code = "import tensorflow as tf\nwith tf.Session() as session:\n    pass"
    assert undeclared(tmp_path, {"requirements.txt": "numpy\n", "train.py": code}) == ["tensorflow<2"]


def test_what_an_extra_would_bring_is_not_there_without_it(tmp_path):
    project = '[project]\nname = "x"\nversion = "1"\ndependencies = []\n'
    project += '[project.optional-dependencies]\nai = ["openai"]\n'
    assert undeclared(tmp_path, {"pyproject.toml": project, "x.py": "import openai, tqdm"}) == ["tqdm"]


@pytest.mark.parametrize(
    ("path", "listed", "found"),
    [
        ("requirements/extras/mongodb.txt", "pymongo==4.17.0", ["pymongo==4.17.0"]),
        ("requirements/optional.txt", "# for the archive\npymongo>=4,<5  # not 5\n", ["pymongo>=4,<5"]),
        ("requirements-extra.txt", "pymongo[zstd]<5", ["pymongo[zstd]<5"]),
        ("optional-requirements.txt", "pymongo<5", ["pymongo"]),
        ("requirements/docs.txt", "pymongo==3.0", ["pymongo"]),
        ("requirements/extras/mongodb.txt", "pymongo==3.0; sys_platform == 'win32'", ["pymongo"]),
        ("requirements/extras/mongodb.txt", "pymongo @ git+https://example.com/pymongo", ["pymongo"]),
        ("requirements/extras/mongodb.txt", "pymongo ==", ["pymongo"]),
        ("requirements/extras/mongodb.txt", "motor==3.7.1", ["pymongo"]),
        ("requirements/extras/mongodb.in", "pymongo==4.17.0", ["pymongo"]),
    ],
)
def test_a_file_for_an_optional_part_limits_the_version(tmp_path, path, listed, found):
    files = {"requirements.txt": "flask", "store.py": "import pymongo", path: listed}
    assert undeclared(tmp_path, files) == found


def test_what_only_a_group_that_is_not_installed_names_is_not_there(tmp_path):
    project = (
        '[project]\nname = "shop"\nversion = "1"\n[dependency-groups]\ndocs = ["psycopg[binary]"]\ntest = ["httpx"]\n'
    )
    lock = 'version = 1\n[[package]]\nname = "shop"\nversion = "1"\nsource = { virtual = "." }\n'
    assert undeclared(tmp_path, {"pyproject.toml": project, "uv.lock": lock, "shop.py": "import psycopg, httpx"}) == [
        "psycopg[binary]"
    ]


_MANAGE = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings.local')\n"
_LOCAL = "from .base import *\nDATABASES = {'default': {'ENGINE': 'django.db.backends.%s'}}\n"
_BASE = "INSTALLED_APPS = ['django.contrib.admin', 'rest_framework', 'blog'] + ['corsheaders']\n"
_DJANGO = {"manage.py": _MANAGE, "blog/__init__.py": "", "site/settings/base.py": _BASE}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"requirements.txt": "django"}, ["django-cors-headers", "djangorestframework", "mysqlclient"]),
        ({"requirements.txt": "django\npymysql"}, ["django-cors-headers", "djangorestframework"]),
        ({"requirements.txt": "django\nmysqlclient\ndjango-cors-headers"}, ["djangorestframework"]),
        (
            {"requirements.txt": "django\npsycopg[c]\ndjango-cors-headers\ndjangorestframework"}
            | {"site/settings/local.py": _LOCAL % "postgresql"},
            [],
        ),
        (
            {"requirements.txt": "django", "site/settings/local.py": "if DEBUG:\n    INSTALLED_APPS = ['silk']\n"},
            [],
        ),
        ({"requirements.txt": "django", "manage.py": ""}, []),
        (
            {
                "requirements.txt": "django",
                "pipeline/__init__.py": "",
                "site/settings/base.py": "",
                "main.py": "import silk",
            }
            | {"site/settings/local.py": "MY_APPS = ('haystack', 'pipeline', 'leaflet.forms', 'users', 'no module')\n"},
            ["django-haystack", "django-leaflet"],
        ),
        (
            {"requirements.txt": "django-cors-middleware", "site/settings/local.py": "MY_APPS = ['corsheaders']"},
            [],
        ),
    ],
)
def test_what_settings_name_is_loaded(tmp_path, files, found):
    assert undeclared(tmp_path, _DJANGO | {"site/settings/local.py": _LOCAL % "mysql"} | files) == found


def test_settings_that_name_each_other_end(tmp_path):
    files = {
        "site/settings/local.py": "from site.settings.base import *",
        "site/settings/base.py": "from .local import *",
    }
    assert undeclared(tmp_path, _DJANGO | files | {"requirements.txt": "django"}) == []


@pytest.mark.parametrize(
    ("path", "code", "found"),
    [
        ("airflow/dags/daily.py", "from airflow.models import DAG", ["apache-airflow"]),
        ("airflow/dags/daily.py", "from airflow.dags import weekly", []),
        ("streamlit/app.py", "import streamlit", ["streamlit"]),
        ("streamlit/__init__.py", "import streamlit", []),
    ],
)
def test_folders_that_are_called_as_what_they_are_about(tmp_path, path, code, found):
    assert undeclared(tmp_path, {"requirements.txt": "rich", "airflow/dags/weekly.py": "", path: code}) == found
