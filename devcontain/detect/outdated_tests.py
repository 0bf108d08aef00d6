"""What a project's own tests do that newer releases of pytest refuse."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from devcontain.detect.facts import Evidence
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_ASIDE = {"docs", "doc", "example", "examples"}
_MOST = 500
_CONFTEST = "/conftest.py"
_TEST = pattern(r"(?:.*/)?(?:test_[^/]*|[^/]*_test)\.py")
_HOOK = pattern(
    r"(?m)^def (pytest_(?:ignore_collect|collect_file|pycollect_makemodule|report_header|report_collectionfinish))"
    r"\(([^()]{0,300})\)"
)
_OLD_ARGUMENT = pattern(r"(?<![\w.])(?:path|startdir)(?!\w)")
_GONE_HOOK = pattern(r"(?m)^def (pytest_cmdline_preparse)\(")
_BUILDS_NODES = pattern(r"(?m)^class \w+\(pytest\.(?:File|Item|Module|Function)\)")
"""What pytest 6 and later make only by `from_parent`; an earlier one runs on no Python of today."""
_MARK, _FIXTURE = r"[ \t]*@pytest\.mark\.", r"[ \t]*@pytest\.fixture\b"
_BETWEEN = r"[^\n]*\n(?:[ \t]*@[^\n]*\n){0,5}"
_MARKED_FIXTURE = pattern(rf"(?m)^(?:{_MARK}{_BETWEEN}{_FIXTURE}|{_FIXTURE}{_BETWEEN}{_MARK})")


class PytestLimit(NamedTuple):
    """The first major release of pytest that refuses the project's own tests, and what it refuses."""

    below: int
    evidence: Evidence


def find_pytest_limit(repository: Repository) -> PytestLimit | None:
    """The first pytest that does not collect the tests, and what it refuses; the lowest of several."""
    found = (*_in_conftests(repository), *_in_tests(repository))
    return min(found, key=lambda one: one.below, default=None)


def _in_conftests(repository: Repository) -> Iterator[PytestLimit]:
    """Hooks that are gone, and those that take paths as `py.path` has them, which pytest 9 does not give any more."""
    for path, text in _texts(repository, _CONFTEST):
        if _BUILDS_NODES.search(text) and "from_parent" not in text:
            continue
        if gone := _GONE_HOOK.search(text):
            yield PytestLimit(8, Evidence(path, gone[1]))
        for hook in _HOOK.finditer(text):
            if old := _OLD_ARGUMENT.search(hook[2]):
                yield PytestLimit(9, Evidence(path, f"{hook[1]}({old[0]})"))


def _in_tests(repository: Repository) -> Iterator[PytestLimit]:
    """Fixtures with a mark, which never had an effect and is an error since pytest 9."""
    for path, text in _texts(repository, ".py"):
        is_test = f"/{path}".endswith(_CONFTEST) or _TEST.fullmatch(path)
        if is_test and _MARKED_FIXTURE.search(text):
            yield PytestLimit(9, Evidence(path, "a mark on a fixture"))
            return


def _texts(repository: Repository, end: str) -> Iterator[tuple[str, str]]:
    paths = (path for path in repository.walk(end) if not _ASIDE.intersection(path.split("/")))
    return ((path, repository.glance(path) or "") for path in islice(paths, _MOST))
