"""The versions of managers."""

import pytest

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.generate.tools import tool_version


@pytest.mark.parametrize(
    ("manager", "wanted", "python", "version"),
    [
        ("poetry", "2.5.1", "3.13", "2.5.1"),
        ("poetry", "2.5.1", "3.9", "2.2.1"),
        ("poetry", "1.7.1", "3.9", "1.7.1"),
        ("pipenv", "2026.10.3", "3.8", "2024.4.1"),
        ("uv", "", "3.9", ""),
    ],
)
def test_runs_on_the_python_of_the_image(manager, wanted, python, version):
    assert tool_version(Dependencies(manager, Evidence("lock"), tool_version=wanted), python) == version
