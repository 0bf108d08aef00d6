"""The Python packages that an installation names, with extras and versions, and the indexes it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.caches import variable
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install, Package
    from devcontain.syntax.shell_words import Word

MANAGERS = ("pip", "uv", "pipx", "pipenv", "poetry", "pdm")

_REQUIREMENT = pattern(r"\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*([^;@]*)")
_EXACT = pattern(r"={2,3}\s*v?(\d+(?:\.\d+)*(?:[.-]?(?:post|a|b|rc|dev)\d*)?(?:\+[\w.]+)?)")
_SEPARATORS = pattern(r"[-_.]+")
_CHANNEL = pattern(r"/whl/(?:(?P<preview>nightly|test)/)?(?P<channel>cu\d+|cpu|rocm[\d.]+|xpu)(?:[/?#]|$)")
_OPTIONS = {
    "-i": "only",
    "--index-url": "only",
    "--default-index": "only",
    "--extra-index-url": "extra",
    "--index": "extra",
    "-f": "links",
    "--find-links": "links",
    "--torch-backend": "backend",
}
_VARIABLES = {
    "PIP_INDEX_URL": "only",
    "PIP_EXTRA_INDEX_URL": "extra",
    "PIP_FIND_LINKS": "links",
    "UV_INDEX_URL": "only",
    "UV_DEFAULT_INDEX": "only",
    "UV_EXTRA_INDEX_URL": "extra",
    "UV_INDEX": "extra",
    "UV_FIND_LINKS": "links",
    "UV_TORCH_BACKEND": "backend",
}

_PLACES = ("-p", "--python", "-t", "--target", "--prefix", "--root")
_CONDA_RUN = frozenset(["conda", "mamba", "micromamba"])


class Index(NamedTuple):
    """Where packages are looked for: the `only` index, an `extra` one, `links` to files, or uv's torch `backend`."""

    use: str
    url: str
    word: Word | None

    @property
    def channel(self) -> str:
        """The build of PyTorch that it serves: `cu124`, `cpu`, `rocm6.4`; empty for others and for previews."""
        if self.use == "backend":
            return self.url
        match = _CHANNEL.search(self.url)
        return match["channel"] if match and not match["preview"] else ""


class PythonPackage(NamedTuple):
    """A requirement from an index; `version` is the exact one, with its local part, or empty."""

    name: str
    extras: frozenset[str]
    specifier: str
    version: str
    package: Package
    install: Install

    @property
    def word(self) -> Word:
        """Where it stands."""
        return self.package.word

    @property
    def public(self) -> str:
        """The version without its local part."""
        return self.version.partition("+")[0]

    @property
    def local(self) -> str:
        """What follows the plus of the version: `cu124`."""
        return self.version.partition("+")[2]

    @property
    def is_free(self) -> bool:
        """Whether any version will do."""
        return not self.specifier.strip()

    @property
    def takes_newest(self) -> bool:
        """Whether nothing keeps it from the newest release: no version is named, or only the oldest that will do."""
        parts = self.specifier.split(",")
        return self.is_free or all(part.strip().startswith((">", "!=")) for part in parts)


def normalize(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return _SEPARATORS.sub("-", name).lower()


def python_packages(install: Install) -> Iterator[PythonPackage]:
    """The packages that a Python installation takes from an index; those that depend on a marker are left out."""
    if install.manager not in MANAGERS:
        return
    command = install.command
    values = {word.span: value for word, value in zip(command.arguments, command.values, strict=True)}
    for package in install.packages:
        value = values.get(package.word.span, package.name)
        match = _REQUIREMENT.match(value) if package.origin in ("index", "unknown") else None
        if match is not None and not value.startswith("$") and ";" not in value:
            extras = frozenset(normalize(extra.strip()) for extra in (match[2] or "").split(",") if extra.strip())
            exact = _EXACT.fullmatch(match[3].strip())
            version = exact[1] if exact else ""
            yield PythonPackage(normalize(match[1]), extras, match[3].strip(), version, package, install)


def indexes_of(install: Install) -> list[Index]:
    """The indexes that an installation is told to ask, on its command line first, then by variables."""
    options = read_options(install.command, tuple(_OPTIONS))
    given = [Index(use, one.value, one.word) for flag, use in _OPTIONS.items() for one in options.values(flag)]
    said = {index.use for index in given}
    prefix = "UV_" if install.manager == "uv" else "PIP_"
    for name, use in _VARIABLES.items():
        value = variable(install.command, name) if name.startswith(prefix) else None
        if value and use not in said:
            given.append(Index(use, value, None))
    return given


def environment_of(install: Install) -> tuple[str, ...]:
    """Which environment it fills, in words: two installations with the same words share one."""
    command = install.command
    written = command.syntax.words
    own = next((i for i, word in enumerate(written) if word.span.start >= command.words[0].span.start), 0)
    program = written[own].value if written else ""
    directory, _, name = program.rpartition("/")
    options = read_options(command, _PLACES)
    chosen = [value.value for value in options.values(*_PLACES)]
    named = [word.value for word in written[:own]] if not _CONDA_RUN.isdisjoint(command.wrappers) else []
    system = "" if directory in ("/usr/bin", "/usr/local/bin") else directory
    return (system, "2" if name.endswith(("2", "2.7")) else "", *chosen, *named)
