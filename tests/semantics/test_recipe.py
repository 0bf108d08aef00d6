"""What a Dockerfile puts into its image, and what of it can go into another."""

import dockerfile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.semantics.recipe import Left, Recipe, python_of, quoted, read_recipe
from devcontain.semantics.variables import resolve


def read(text, **arguments):
    return read_recipe("Dockerfile", text, arguments)


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("python:3.10", "3.10"),
        ("python:3.10.4-slim-bullseye", "3.10"),
        ("docker.io/library/python:3.9-alpine3.18", "3.9"),
        ("mcr.microsoft.com/devcontainers/python:1-3.12-bookworm", "3.12"),
        ("mcr.microsoft.com/vscode/devcontainers/python:0-3.9", "3.9"),
        ("ghcr.io/astral-sh/uv:0.11.32-python3.12-trixie-slim", "3.12"),
        ("tiangolo/uvicorn-gunicorn-fastapi:python3.11", "3.11"),
        ("python:3", ""),
        ("python:latest", ""),
        ("pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel", ""),
        ("node:20.3", ""),
        ("", ""),
    ],
)
def test_the_python_of_an_image(image, version):
    assert python_of(image) == version


@pytest.mark.parametrize(
    ("text", "arguments", "python"),
    [
        ("ARG V=3.12\nFROM python:${V}", {}, ("3.12", "FROM python:3.12")),
        ("ARG V=3.12\nFROM python:${V}", {"V": "3.10"}, ("3.10", "FROM python:3.10")),
        ("ARG V\nFROM python:$V", {"V": "3.10"}, ("3.10", "FROM python:3.10")),
        ("ARG V=3.12\nFROM python:${V}", {"V": "3.10\nRUN x"}, ("3.12", "FROM python:3.12")),
        ("FROM python:3.9 AS a\nFROM node:20\nFROM a", {}, ("3.9", "FROM python:3.9")),
        (
            "FROM ubuntu:22.04\nRUN apt-get install -y python3.11 python3.11-dev",
            {},
            ("3.11", "apt-get install python3.11"),
        ),
        ("FROM ubuntu:22.04\nRUN apt-get install -y python3", {}, ("", "")),
        ("FROM", {}, ("", "")),
        ("", {}, ("", "")),
        ("nonsense", {}, ("", "")),
    ],
)
def test_the_python_of_a_dockerfile(text, arguments, python):
    recipe = read(text, **arguments)
    assert (recipe.python, recipe.because) == python


@pytest.mark.parametrize(
    ("steps", "packages", "left"),
    [
        ("RUN apt-get update && apt-get install -y git graphviz=2.42.2-7 jq:amd64", ("graphviz", "jq"), []),
        ("RUN apt install -y netcat libgl1-mesa-glx", ("netcat-openbsd", "libgl1"), []),
        ("RUN apt-get install -y python3-dev python3-pip libpq-dev", ("libpq-dev",), []),
        ("RUN apt-get install -y jq no-such-package", ("jq",), ["apt-get install no-such-package"]),
        ("RUN apt-get install -y jq && pip install -r x.txt", ("jq",), []),
        ("RUN apt-get install -y jq && useradd me", ("jq",), []),
        ("RUN apk add jq", (), ["RUN apk add jq"]),
        ("FROM node:20\nRUN apt-get install -y jq\nFROM python:3.12", (), []),
        ("FROM python:3.12 AS b\nRUN apt-get install -y libpq-dev\nFROM python:3.12", ("libpq-dev",), []),
    ],
)
def test_packages(steps, packages, left):
    recipe = read(f"FROM python:3.12\n{steps}\n")
    assert (recipe.packages, [one.text for one in recipe.left]) == (packages, left)


def test_every_package_of_debian_12_is_known_where_the_image_is_that():
    recipe = read("FROM python:3.12-bookworm\nRUN apt-get install -y no-such-package $X\n")
    assert recipe.packages == ("no-such-package",)


def test_what_may_come_from_elsewhere_is_not():
    more = "RUN curl https://example.org/x.list > /etc/apt/sources.list.d/x.list"
    recipe = read(f"FROM python:3.12-bookworm\n{more}\nRUN apt-get install -y no-such-package jq\n")
    assert recipe.packages == ("jq",)


@pytest.mark.parametrize(
    ("instruction", "kept"),
    [
        ("ENV A=1 B='x y'\nENV C=$A", ['ENV A=1 \\\n    B="x y"', "ENV C=1"]),
        ("ENV A 1 2", ['ENV A="1 2"']),
        ("ENV PATH=/opt/x/bin:$PATH", ["ENV PATH=/opt/x/bin:$PATH"]),
        ("ENV PATH=/opt/x:/bin", []),
        ("ENV PIP_NO_CACHE_DIR=1 POETRY_HOME=/x UV_LINK_MODE=copy", []),
        ('ENV A="`x` \\$y \\"z\\" \\\\"', ['ENV A="`x` \\$y \\"z\\" \\\\"']),
        ("RUN curl -fsSL https://example.org/x | sh", ["RUN curl -fsSL https://example.org/x | sh"]),
        ("RUN npm install -g \\\n  yarn", ["RUN npm install -g \\\n  yarn"]),
        ("COPY --from=ghcr.io/a/b:1 /x /usr/bin/x", ["COPY --from=ghcr.io/a/b:1 /x /usr/bin/x"]),
        ("RUN pip install -r requirements.txt", []),
        ("RUN poetry install", []),
        ("COPY requirements.txt pyproject.toml ./", []),
        ("COPY . .", []),
        ("COPY --from=ghcr.io/astral-sh/uv:1 /uv /bin/", []),
        ('CMD ["x"]\nUSER me\nWORKDIR /x\nENTRYPOINT x\nHEALTHCHECK NONE\nLABEL a=b', []),
    ],
)
def test_what_is_kept_or_needs_no_word(instruction, kept):
    recipe = read(f"FROM python:3.12\n{instruction}\n")
    assert (list(recipe.kept), recipe.left) == (kept, ())


@pytest.mark.parametrize(
    "instructions",
    [
        "COPY entrypoint.sh /",
        "COPY --from=0 /x /x",
        "ADD https://example.org/x /x",
        "RUN pip install ipdb",
        "RUN --mount=type=bind,target=/x make",
        "RUN <<EOF\nmake\nEOF",
        "USER me\nRUN curl https://example.org/x",
        'SHELL ["/bin/bash", "-c"]\nRUN curl https://example.org/x',
        "ARG X=1\nRUN curl https://example.org/$X",
        "COPY . .\nRUN make",
        "ENV A=$UNKNOWN",
        "WORKDIR /code\nENV PYTHONPATH=/x:/code/src",
        "ONBUILD RUN make",
    ],
)
def test_what_has_no_place_elsewhere_is_named(instructions):
    recipe = read(f"FROM python:3.12\n{instructions}\n")
    assert recipe.kept == ()
    assert len(recipe.left) == 1
    assert recipe.left[0].row >= 2


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=20))
def test_a_value_stays_the_same_text(value):
    text = quoted(value)
    assert resolve(text, {}) == value
    (_, instruction) = dockerfile.parse_string(f"FROM a\nENV A={text}")
    assert instruction.value[:2] == ("A", text)
    assert read(f"FROM a\nENV A={text}\n").kept == (f"ENV A={text}",)


def test_ports():
    recipe = read("FROM python:3.12\nARG P=7000\nEXPOSE 80 8080/tcp 53/udp $P ${Q} 99999 0 1-2\n")
    assert recipe.ports == (80, 8080, 7000)


def test_a_file_that_is_none():
    assert read("FROM a\nRUM x\n") == Recipe("Dockerfile", left=(Left(2, "RUM x"),))
    assert read("\0\x1b") == Recipe("Dockerfile")
