"""Requirements files with hashes, beside which pip takes nothing that has none."""

import pytest

from devcontain.detect import detect
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes

HASHED = "flask==3.1.2 --hash=sha256:00\n"
PACKAGE = """
[project]
name = "x"
version = "1"
dynamic = ["dependencies"]
[build-system]
requires = ["setuptools"]
"""


@pytest.fixture
def update(tmp_path):
    def plan(files, **wishes):
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        return decide(detect(tmp_path), Wishes(**wishes)).installation.update

    return plan


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"requirements.txt": HASHED}, "pip install -r requirements.txt"),
        ({"requirements.txt": HASHED + "-c limits.txt", "limits.txt": "six<2"}, "pip install -r requirements.txt"),
        ({"requirements.txt": HASHED, "test_a.py": "import pytest\n"}, "pip install -r requirements.txt"),
        (
            {"requirements.txt": HASHED, "requirements-dev.txt": "pytest"},
            "uv pip install -r requirements.txt -r requirements-dev.txt",
        ),
        ({"requirements.txt": HASHED + "x @ git+https://h/x@1"}, "uv pip install -r requirements.txt"),
        ({"requirements.txt": HASHED, "pyproject.toml": PACKAGE}, "uv pip install -r requirements.txt -e ."),
        ({"requirements.txt": HASHED, "pytest.ini": ""}, "uv pip install -r requirements.txt pytest"),
        ({"requirements.txt": "flask", "requirements-dev.txt": "pytest"}, "pip install -r requirements.txt"),
    ],
)
def test_uv_installs_what_pip_would_refuse(update, files, command):
    assert update(files).startswith(command)


def test_where_uv_does_not_run_pip_is_left_to_say_so(update):
    files = {"requirements.txt": HASHED, "requirements-dev.txt": "six"}
    assert "uv" not in update(files, python="3.8")
