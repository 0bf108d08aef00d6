"""Code that only Python 2 can run."""

from itertools import islice

from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

_MARK = pattern(r"(?m)^[ \t]*(?:print[ \t]+[\"'\w]|raise[ \t]+\w+,)")
_FILES = 40


def find_python2(repository: Repository) -> str:
    """A file that only Python 2 can run, where a quarter of those near the root are so: others may run on both."""
    paths = list(islice(repository.walk(".py"), _FILES))
    found = [path for path in paths if _is_python2(repository.glance(path) or "")]
    return found[0] if found and len(found) * 4 >= len(paths) else ""


def _is_python2(text: str) -> bool:
    return _MARK.search(text) is not None and parse_python(text) is None
