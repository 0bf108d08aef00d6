"""Which version of a manager runs on which Python."""

from packaging.version import Version

from devcontain.detect.facts import Dependencies

_LAST = {
    "poetry": {"3.5": "1.1.15", "3.6": "1.1.15", "3.7": "1.5.1", "3.8": "1.8.5", "3.9": "2.2.1"},
    "pdm": {"3.7": "2.10.4", "3.8": "2.20.1", "3.9": "2.26.9"},
    "pipenv": {"3.5": "2021.5.29", "3.6": "2022.4.8", "3.7": "2023.10.3", "3.8": "2024.4.1", "3.9": "2025.0.4"},
}
"""The last releases for Pythons that newer ones left behind, by the `Requires-Python` of their wheels.

Pipenv 2022.4.20 admits Python 3.6 there and does not run on it: github.com/pypa/pipenv/issues/5065.
"""


def tool_version(dependencies: Dependencies, python: str) -> str:
    """The version that the repository asks for, or an older one where that would not run."""
    wanted = dependencies.tool_version
    last = _LAST.get(dependencies.manager, {}).get(python)
    return last if last and wanted and Version(last) < Version(wanted) else wanted
