"""What code imports, as distributions."""

import json

import pytest

from devcontain.detect.imports.read import find_imports
from devcontain.manifests.repository import Repository


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import os, json\nimport numpy as np", ["numpy"]),
        ("from PIL import Image\nimport yaml, bs4", ["beautifulsoup4", "pillow", "pyyaml"]),
        ("from . import numpy\nfrom .numpy import x", []),
        ("def later():\n    import requests", ["requests"]),
        ("try:\n    import ujson\nexcept ImportError:\n    import simplejson", []),
        ("try:\n    import requests\nfinally:\n    pass", ["requests"]),
        ("from google.cloud import storage\nimport google.auth", ["google-auth", "google-cloud-storage"]),
        ("import google.unheard_of", []),
        ("import urllib2, simplejson\nprint 'two'", ["simplejson"]),
        ("from google.colab import drive\nimport win32api", []),
        ("from distutils.version import LooseVersion", ["setuptools"]),
        ("import helper\nimport package.module", []),
        ("'import numpy'\n# import numpy", []),
        ("import naïve", []),
    ],
)
def test_imports(tmp_path, code, names):
    (tmp_path / "main.py").write_text(code)
    (tmp_path / "helper.py").write_text("")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "module.py").write_text("")
    assert [requirement.name for requirement in find_imports(Repository(tmp_path)).requirements] == names


@pytest.mark.parametrize(
    ("paths", "code", "names"),
    [
        (["airflow/dags/daily.py"], "from airflow.models import DAG", ["apache-airflow"]),
        (["airflow/dags/daily.py"], "import airflow.dags.daily\nfrom airflow.dags import daily", []),
        (["airflow/dags/daily.py"], "import daily, dags", []),
        (["airflow/__init__.py"], "from airflow.models import DAG", []),
        (["src/airflow.py"], "from airflow.models import DAG", []),
        (
            ["jobs/kafka/consume.py"],
            "from kafka import KafkaConsumer\nfrom kafka.consume import main",
            ["kafka-python"],
        ),
        (["utilities/text.py"], "import utilities.numbers", []),
    ],
)
def test_folders_that_are_called_as_what_they_are_about(tmp_path, paths, code, names):
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(code)
    (tmp_path / "main.py").write_text(code)
    assert [requirement.name for requirement in find_imports(Repository(tmp_path)).requirements] == names


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("%pip install -q plotly==6.0.0 'kaleido'", ["kaleido", "plotly==6.0.0"]),
        ("!python -m pip install rich\n!ls\nimport requests", ["requests", "rich"]),
        (["!pip install -r requirements.txt\n", "import rich"], ["rich"]),
        ("%matplotlib inline\nx = 1", []),
        ("!pip install rich; rm -rf x", ["rich"]),
        ("!pip install 'plotly>=5' && touch pwned", ["plotly>=5"]),
        ("!pip install $(touch pwned)", []),
        ("%pip install -U --index-url https://example.org/simple rich  # the newest", ["rich"]),
    ],
)
def test_notebooks(tmp_path, source, texts):
    notebook = {"cells": [{"cell_type": "code", "source": source}, {"cell_type": "markdown", "source": "import x"}]}
    (tmp_path / "notes.ipynb").write_text(json.dumps(notebook))
    assert [requirement.text for requirement in find_imports(Repository(tmp_path)).requirements] == texts


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 1}', '{"cells": [1, {"cell_type": "code"}]}', "[" * 9999])
def test_a_notebook_that_is_none(tmp_path, text):
    (tmp_path / "notes.ipynb").write_text(text)
    assert find_imports(Repository(tmp_path)).requirements == ()


SCRIPT = """#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.12"
# dependencies = [
#   "requests<3",
#
#   "rich",
# ]
# ///
import requests, numpy
"""


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (SCRIPT, ["requests<3", "rich"]),
        (SCRIPT.replace("# ///\nimport", "import"), ["numpy", "requests"]),
        (SCRIPT.replace("<3", " 3"), ["numpy", "requests"]),
        (SCRIPT.replace("dependencies", "needs"), ["numpy", "requests"]),
        (SCRIPT.replace("= [", "= ]"), ["numpy", "requests"]),
        ("x = '# /// script'\nimport numpy", ["numpy"]),
    ],
)
def test_a_script_says_itself_what_it_requires(tmp_path, code, texts):
    (tmp_path / "main.py").write_text(code)
    assert [requirement.text for requirement in find_imports(Repository(tmp_path)).requirements] == texts


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("import tensorflow as tf\nx = tf.placeholder(tf.float32)", "tensorflow<2"),
        ("from tensorflow.contrib.training import HParams\ntf.contrib.layers", "tensorflow<2"),
        ("import tensorflow as tf\ntf.Session()\ntf.compat.v1.disable_eager_execution()", "tensorflow"),
        ("import tensorflow.compat.v1 as tf\ntf.placeholder(1)", "tensorflow"),
        ("import tensorflow as tf\ntf.keras.layers", "tensorflow"),
    ],
)
def test_code_for_tensorflow_1(tmp_path, code, text):
    (tmp_path / "train.py").write_text(code)
    assert [one.text for one in find_imports(Repository(tmp_path)).requirements] == [text]


def test_one_script_for_tensorflow_1_decides_nothing_for_a_collection(tmp_path):
    for number in range(12):
        (tmp_path / f"other{number}.py").write_text("import requests")
    (tmp_path / "train.py").write_text("import tensorflow as tf\ntf.placeholder(1)")
    assert [one.text for one in find_imports(Repository(tmp_path)).requirements] == ["requests", "tensorflow"]


def test_what_django_s_settings_name_is_needed(tmp_path):
    (tmp_path / "manage.py").write_text('import django\nos.environ["DJANGO_SETTINGS_MODULE"] = "settings"\n')
    (tmp_path / "settings.py").write_text(
        'INSTALLED_APPS = ["silk", "shop"]\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n'
    )
    found = [one.text for one in find_imports(Repository(tmp_path)).requirements]
    assert found == ["django", "django-silk", "psycopg2-binary"]
    (tmp_path / "tasks.py").write_text("import psycopg")
    assert "psycopg2-binary" not in [one.text for one in find_imports(Repository(tmp_path)).requirements]
