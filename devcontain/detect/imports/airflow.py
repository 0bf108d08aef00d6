"""The Airflow that a project's images have, which the code of its DAGs is written for."""

import posixpath

from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

NAME = "apache-airflow"
_FOLDERS = (".", "airflow", "docker")
_FILE = pattern(r"Dockerfile|(?:docker-)?compose\.ya?ml")
_IMAGE = pattern(r"\b(?:apache|bitnami)/airflow:(?:slim-)?(\d+\.\d+\.\d+)")
_ASTRO = pattern(r"\b(?:astro-runtime:(\d+)\.\d|azurecr\.io/runtime:(\d+\.\d+)-)")
_FIRST, _LAST = 5, 13
"""The releases of Astro's Runtime for Airflow 2.3 to 2.11; from 3 on it is numbered as Airflow is."""


def airflow_of_images(repository: Repository) -> str:
    """The distribution, in the version of the first image of it, from 2 on; alone where there is none."""
    paths = (path for folder in _FOLDERS for path in repository.names(folder))
    texts = (repository.glance(path) or "" for path in paths if _FILE.fullmatch(posixpath.basename(path)))
    return next(filter(None, map(_stated, texts)), NAME)


def _stated(text: str) -> str:
    if (image := _IMAGE.search(text)) and not image[1].startswith("1."):
        return f"{NAME}=={image[1]}"
    astro = _ASTRO.search(text)
    if astro and astro[1] and _FIRST <= int(astro[1]) <= _LAST:
        return f"{NAME}~=2.{int(astro[1]) - 2}.0"
    return f"{NAME}~={astro[2]}.0" if astro and astro[2] else ""
