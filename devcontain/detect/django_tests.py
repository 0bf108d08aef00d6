"""Django's own tests, and the settings that pytest has to be told to run them."""

import posixpath
from itertools import islice
from typing import NamedTuple

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_VARIABLE = "DJANGO_SETTINGS_MODULE"
_DEFAULT = pattern(rf"\bsetdefault\(\s*[\"']{_VARIABLE}[\"']\s*,\s*[\"']([\w.]+)[\"']")
_CONFIGURATIONS = (
    *("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"),
    *("pyproject.toml", "setup.cfg", "tox.ini", "conftest.py"),
)
_TELLS = pattern(rf"{_VARIABLE}|--ds[= ]|\bsettings\.configure\(")
_TESTS = "tests"
_TOX = "tox.ini"
_NAME = pattern(r"tests\.py|test_.*\.py|.*_test\.py")
_TEST = pattern(r"(?m)^[ \t]+(?:async )?def test\w*\(")
"""In a class, as Django's tests are; the tests.py that `startapp` makes has none."""
_MOST = 200


class DjangoTests(NamedTuple):
    """Tests that pytest runs once it is told Django's settings, and the folder of the manage.py that names them."""

    settings: str
    folder: str
    evidence: Evidence
    lacks_pytest: bool
    """Whether nothing else brings pytest."""


def find_django_tests(repository: Repository, dependencies: Dependencies, tools: frozenset[str]) -> DjangoTests | None:
    """What is missing for pytest to run them; nothing where it runs without, or pip cannot install it."""
    names, lacks_pytest = dependencies.names, "pytest" not in tools
    if "django" not in names or not (dependencies.takes_words if lacks_pytest else "pytest-django" in names):
        return None
    manage = next(repository.walk_own("/manage.py"), "")
    folder, settings = posixpath.dirname(manage), _settings(repository, manage)
    # From elsewhere pytest does not find the settings, and would then run no test at all.
    is_elsewhere = bool(folder) and not lacks_pytest
    if not settings or is_elsewhere or _is_configured(repository, folder) or not _has_tests(repository, folder):
        return None
    return DjangoTests(settings, folder, Evidence(manage, settings), lacks_pytest)


def _settings(repository: Repository, manage: str) -> str:
    """The only module of settings that manage.py names and that is there."""
    found = set(_DEFAULT.findall(repository.glance(manage) or "")) if manage else set()
    settings = found.pop() if len(found) == 1 else ""
    module = posixpath.join(posixpath.dirname(manage), settings.replace(".", "/"))
    return settings if repository.has(f"{module}.py") or repository.has(f"{module}/__init__.py") else ""


def _is_configured(repository: Repository, folder: str) -> bool:
    paths = {posixpath.join(where, name) for where in ("", folder, _TESTS) for name in _CONFIGURATIONS}
    return any(_tells_pytest(path, repository.glance(path) or "") for path in paths)


def _tells_pytest(path: str, text: str) -> bool:
    """Whether a file names settings for pytest; what tox sets for its own commands is none of pytest's."""
    is_of_tox = posixpath.basename(path) == _TOX and "[pytest]" not in text
    return not is_of_tox and _TELLS.search(text) is not None


def _has_tests(repository: Repository, folder: str) -> bool:
    inside = f"{folder}/" if folder else ""
    paths = (path for path in repository.walk(".py") if path.startswith(inside))
    tests = (path for path in paths if _NAME.fullmatch(posixpath.basename(path)))
    return any(_TEST.search(repository.glance(path) or "") for path in islice(tests, _MOST))
