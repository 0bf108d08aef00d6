"""Which releases an image's tag names, and whether they are over."""

import pytest

from devcontain.semantics.releases import Release, releases_in
from devcontain.syntax import image


@pytest.mark.parametrize(
    ("reference", "names"),
    [
        ("python:3.8", ["Python 3.8"]),
        ("python:2", ["Python 2.7"]),
        ("python:3.11.4-slim-buster", ["Python 3.11", "Debian 10 (buster)"]),
        ("python:3", []),
        ("debian:9.13", ["Debian 9 (stretch)"]),
        ("debian:bullseye-slim", ["Debian 11 (bullseye)"]),
        ("ubuntu:18.04", ["Ubuntu 18.04 (bionic)"]),
        ("ubuntu:focal-20240530", ["Ubuntu 20.04 (focal)"]),
        ("node:14-stretch-slim", ["Node.js 14", "Debian 9 (stretch)"]),
        ("node:22.11-alpine3.20", ["Node.js 22", "Alpine 3.20"]),
        ("node:lts", []),
        ("postgres:9", []),
        ("alpine:3.10.2", ["Alpine 3.10"]),
        ("alpine:3", []),
        ("fedora:33", ["Fedora 33"]),
        ("centos:7.9.2009", ["CentOS 7"]),
        ("centos:centos8", ["CentOS 8"]),
        ("mcr.microsoft.com/devcontainers/python:1-3.8-bullseye", ["Python 3.8", "Debian 11 (bullseye)"]),
        ("mcr.microsoft.com/devcontainers/base:focal", ["Ubuntu 20.04 (focal)"]),
        ("tiangolo/uvicorn-gunicorn-fastapi:python3.7", ["Python 3.7"]),
        ("ghcr.io/astral-sh/uv:0.8-python3.9-bookworm", ["Python 3.9"]),
        ("nvidia/cuda:11.8.0-base-ubuntu18.04", []),
        ("example.com/python:3.6", []),
    ],
)
def test_releases_of_a_tag(reference, names):
    assert [release.name for release in releases_in(image.parse(reference))] == names


def test_a_release_is_over_after_its_last_day():
    assert Release("a", "2000-01-01").is_over
    assert not Release("b", "9999-12-31").is_over
