"""Projects whose version is taken from git when they are built."""

from packaging.utils import canonicalize_name

from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_SCM = "SETUPTOOLS_SCM_PRETEND_VERSION"
_BUILDERS = {
    "hatch-vcs": _SCM,
    "pbr": "PBR_VERSION",
    "poetry-dynamic-versioning": "POETRY_DYNAMIC_VERSIONING_BYPASS",
    "setuptools-scm": _SCM,
    "uv-dynamic-versioning": "UV_DYNAMIC_VERSIONING_BYPASS",
}
"""By what builds with it, the variable that goes before git."""
_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_IN_SETUP = {"use_scm_version": _SCM, "setuptools_scm": _SCM, "pbr=True": "PBR_VERSION"}


def find_version_variable(repository: Repository, pyproject: Pyproject | None) -> str:
    """The variable that tells a build the version where it would ask git, which an image build does not see."""
    if pyproject:
        version = pyproject.root.table("tool").table("pdm").table("version")
        if version.string("source") == "scm":
            return "PDM_BUILD_SCM_VERSION"
        names = map(_NAME.match, pyproject.root.table("build-system").strings("requires"))
        builders = (canonicalize_name(match[0]) for match in names if match)
        if variable := next((_BUILDERS[name] for name in builders if name in _BUILDERS), ""):
            return variable
    text = f"{repository.glance('setup.py') or ''}\n{repository.glance('setup.cfg') or ''}"
    return next((variable for word, variable in _IN_SETUP.items() if word in text), "")
