"""The parts of an image reference."""

import pytest

from devcontain.syntax.image import parse


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("python", ("", "python", "", "")),
        ("python:3.12-slim", ("", "python", "3.12-slim", "")),
        ("bitnami/redis:7", ("", "bitnami/redis", "7", "")),
        ("ghcr.io/astral-sh/uv", ("ghcr.io", "astral-sh/uv", "", "")),
        ("mcr.microsoft.com/devcontainers/python:3", ("mcr.microsoft.com", "devcontainers/python", "3", "")),
        ("localhost/x", ("localhost", "x", "", "")),
        ("registry:5000/x", ("registry:5000", "x", "", "")),
        ("registry:5000/x/y:z", ("registry:5000", "x/y", "z", "")),
        ("registry:5000", ("", "registry", "5000", "")),
        ("a/b/c:d", ("", "a/b/c", "d", "")),
        ("python@sha256:abc", ("", "python", "", "sha256:abc")),
        ("python:3@sha256:abc", ("", "python", "3", "sha256:abc")),
        ("docker.io/library/python:3", ("", "python", "3", "")),
        ("index.docker.io/bitnami/redis", ("", "bitnami/redis", "", "")),
        ("docker.io/python", ("", "python", "", "")),
        ("scratch", ("", "scratch", "", "")),
        ("", ("", "", "", "")),
        (":", ("", "", "", "")),
        ("/", ("", "/", "", "")),
    ],
)
def test_a_reference(text, parts):
    assert parse(text) == parts


def test_a_name_is_registry_and_repository():
    assert parse("python:3").name == "python"
    assert parse("ghcr.io/a/b:3@sha256:c").name == "ghcr.io/a/b"
