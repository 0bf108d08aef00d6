"""The browsers that Playwright drives, which its wheel does not carry."""

from itertools import islice
from typing import NamedTuple

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_CLIENTS = ("playwright", "pytest-playwright", "pytest-playwright-asyncio")
_USUAL = "chromium"
_OTHERS = pattern(r"\b(firefox|webkit)\.launch|--browser[ =](firefox|webkit)\b")
_FILES = 2000


class Browsers(NamedTuple):
    """The browsers that Playwright drives, as it names them."""

    names: tuple[str, ...]
    evidence: Evidence


def detect_browsers(repository: Repository, dependencies: Dependencies) -> Browsers | None:
    """Chromium, and others that code or the options of pytest name; nothing where Playwright is not required."""
    client = next((one for one in dependencies.all_requirements if one.name in _CLIENTS), None)
    if client is None:
        return None
    paths = (*islice(repository.walk(".py"), _FILES), "pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini")
    named = (match for path in paths for match in _OTHERS.finditer(repository.glance(path) or ""))
    others = {match[1] or match[2] for match in named}
    return Browsers((_USUAL, *sorted(others)), Evidence(client.path, client.text))
