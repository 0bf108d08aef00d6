"""Which modules a repository has itself, and which its folders are only called after."""

from __future__ import annotations

import posixpath

from devcontain.detect.imports.names import DISTRIBUTIONS
from devcontain.detect.imports.same_names import SAME_NAMES


def own_modules(code: list[str]) -> set[str]:
    """Every name that a file or a folder with code has: which of them can be imported depends on where code is run.

    Of a folder that is only called after a module, such as `airflow` for its DAGs, the names in it: `airflow.dags`.
    """
    own: set[str] = set()
    named = named_after(code)
    for path in code:
        above, _, stem = path.removesuffix(".py").rpartition("/")
        own.add(stem)
        while above:
            folder, name = posixpath.split(above)
            own.add(f"{name}.{stem}" if above in named else name)
            above, stem = folder, name
    return own


def named_after(code: list[str]) -> set[str]:
    """The folders that are called as the module of a well-known distribution and are no packages themselves."""
    folders = {posixpath.dirname(path) for path in code}
    folders |= {above for folder in folders for above in _above(folder)}
    packages = {posixpath.dirname(path) for path in code if path.endswith("/__init__.py")}
    known = {folder for folder in folders if _is_known(posixpath.basename(folder))}
    return {folder for folder in known - packages if f"{folder}.py" not in code} if known else known


def is_own(module: str, own: set[str]) -> bool:
    """Whether a module, such as `airflow.dags.daily`, is one of these names, or in what is."""
    first, _, rest = module.partition(".")
    return first in own or f"{first}.{rest.partition('.')[0]}" in own


def _above(folder: str) -> list[str]:
    parts = folder.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _is_known(name: str) -> bool:
    return name in DISTRIBUTIONS or name.lower() in SAME_NAMES
