"""What tests do that newer releases of pytest refuse."""

import pytest

from devcontain.detect.facts import Evidence
from devcontain.detect.outdated_tests import PytestLimit, find_pytest_limit
from devcontain.manifests.repository import Repository

MARKED = "import pytest\n\n\n@pytest.mark.usefixtures('isfile')\n@pytest.fixture(scope='module')\ndef shell(): ...\n"
FIXTURE = "@pytest.fixture\n@other\n@pytest.mark.slow\ndef shell(): ...\n"
OLD_FILE = "class Case(pytest.File):\n    pass\n\n\ndef pytest_collect_file(path, parent):\n    return "


def hook(line):
    return {"tests/conftest.py": f"def {line}:\n    ...\n"}


@pytest.mark.parametrize(
    ("files", "below", "what"),
    [
        (hook("pytest_collect_file(path, parent)"), 9, "pytest_collect_file(path)"),
        (hook("pytest_ignore_collect(config, path: py.path.local) -> bool"), 9, "pytest_ignore_collect(path)"),
        (hook("pytest_report_header(config,\n    startdir)"), 9, "pytest_report_header(startdir)"),
        (hook("pytest_cmdline_preparse(config, args)"), 8, "pytest_cmdline_preparse"),
        ({"tests/conftest.py": OLD_FILE + "Case.from_parent(parent, path=path)\n"}, 9, "pytest_collect_file(path)"),
        ({"tests/conftest.py": MARKED}, 9, "a mark on a fixture"),
        ({"tests/conftest.py": FIXTURE}, 9, "a mark on a fixture"),
    ],
)
def test_what_newer_pytest_refuses(tmp_path, files, below, what):
    write(tmp_path, files)
    assert find_pytest_limit(Repository(tmp_path)) == PytestLimit(below, Evidence("tests/conftest.py", what))


@pytest.mark.parametrize(
    "files",
    [
        hook("pytest_collect_file(file_path: pathlib.Path, parent)"),
        hook("pytest_ignore_collect(collection_path: os.path.X)"),
        hook("pytest_collect_directory(path, parent)"),
        hook("collect_file(path, parent)"),
        {"tests/conftest.py": OLD_FILE + "Case(path, parent)\n"},
        {"tests/conftest.py": "@pytest.fixture\ndef shell(): ...\n\n\n@pytest.mark.slow\ndef test_it(): ...\n"},
        {"docs/conftest.py": MARKED},
        {"plugin.py": MARKED},
    ],
)
def test_what_the_newest_pytest_takes_or_none_of_today_does(tmp_path, files):
    write(tmp_path, files)
    assert find_pytest_limit(Repository(tmp_path)) is None


def test_the_lowest_of_several(tmp_path):
    write(tmp_path, {"test_it.py": MARKED, "conftest.py": "def pytest_cmdline_preparse(args): ...\n"})
    assert find_pytest_limit(Repository(tmp_path)).below == 8


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
