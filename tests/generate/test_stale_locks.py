"""A lock file that is out of date keeps nobody from opening the dev container."""

import pytest

from devcontain.generate.python.stale_locks import by_any_lock


@pytest.mark.parametrize(
    ("command", "lenient"),
    [
        ("uv sync --locked --extra dev", "uv sync --locked --extra dev || uv sync --frozen --extra dev"),
        ("cd a && uv sync --locked && run", "cd a && (uv sync --locked || uv sync --frozen) && run"),
        ("pdm install --check", "pdm install --check || pdm sync"),
        ("uv sync --inexact --locked", "uv sync --inexact --locked || uv sync --inexact --frozen"),
        ("uv sync", "uv sync"),
        ("poetry install", "poetry install"),
        ("pip install --locked", "pip install --locked"),
    ],
)
def test_the_lock_file_counts_as_it_is(command, lenient):
    assert by_any_lock(command) == lenient
