"""What pytest lacks to run the tests of a Django project."""

import pytest

from devcontain.detect import detect

MANAGE = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atlas.settings")\n'
TESTS = "from django.test import TestCase\n\n\nclass It(TestCase):\n    def test_it(self): ...\n"
FILES = {
    "requirements.txt": "django\n",
    "manage.py": MANAGE,
    "atlas/settings.py": "",
    "tracks/tests.py": TESTS,
}


@pytest.fixture
def seen(tmp_path):
    def see(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return detect(tmp_path).django_tests

    return see


@pytest.mark.parametrize(
    ("changes", "lacks_pytest"),
    [
        ({}, True),
        ({"tracks/tests.py": "", "tracks/tests/test_views.py": TESTS}, True),
        ({"tox.ini": "[testenv]\nsetenv = DJANGO_SETTINGS_MODULE = a.b\ncommands = django-admin test\n"}, True),
        ({"requirements.txt": "django\npytest-django\n"}, False),
        ({"requirements.txt": "django\npytest-django\n", "pytest.ini": "[pytest]\naddopts = -q\n"}, False),
    ],
)
def test_settings_that_pytest_is_to_be_told(seen, changes, lacks_pytest):
    tests = seen(FILES | changes)
    assert tests.settings == "atlas.settings"
    assert tests.lacks_pytest == lacks_pytest


@pytest.mark.parametrize(
    "changes",
    [
        {"requirements.txt": "flask\n", "tracks/tests.py": "class It:\n    def test_it(self): ...\n"},
        {"requirements.txt": "django\npytest\n"},
        {"requirements.txt": "django\npytest-django\n", "setup.cfg": "[tool:pytest]\nDJANGO_SETTINGS_MODULE = a.b\n"},
        {"conftest.py": "os.environ['DJANGO_SETTINGS_MODULE'] = 'a.b'\n"},
        {"tests/conftest.py": "def pytest_configure():\n    settings.configure(DEBUG=True)\n"},
        {"tox.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = a.b\n"},
        {"requirements.txt": "django\npytest-django\n", "pytest.ini": "[pytest]\naddopts = --ds=a.test --reuse-db\n"},
        {
            "requirements.txt": "django\npytest-django\n",
            "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-q --ds a.test"\n',
        },
        {
            "requirements.txt": "django\npytest-django\n",
            "manage.py": "",
            "site/manage.py": MANAGE,
            "site/atlas/settings.py": "",
            "site/tests.py": TESTS,
        },
        {"manage.py": "import sys\n"},
        {"manage.py": MANAGE + MANAGE.replace("atlas", "other")},
        {"manage.py": MANAGE.replace("atlas", "other")},
        {"tracks/tests.py": "from django.test import TestCase\n\n# Create your tests here.\n"},
    ],
)
def test_nothing_is_said_where_pytest_knows_or_cannot(seen, changes):
    assert seen(FILES | changes) is None


def test_nothing_is_said_where_pip_installs_nothing(seen):
    others = {name: text for name, text in FILES.items() if name != "requirements.txt"}
    assert seen(others | {"environment.yml": "dependencies: [python, django]\n"}) is None
