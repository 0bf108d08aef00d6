"""Commands that run another command: how many of their own words come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from devcontain.syntax.shell_words import Word

_ASSIGNMENT = pattern(r"[A-Za-z_]\w*=")


class Wrapped(NamedTuple):
    """The wrapped command begins after `skip` words; its name where the wrapper says it another way (`python -m`)."""

    skip: int
    name: str = ""


def _options(
    *with_value: str, assignments: bool = False, positional: int = 0
) -> Callable[[list[Word]], Wrapped | None]:
    """A wrapper with options, some of which take a value, then so many words of its own."""

    def skip(arguments: list[Word]) -> Wrapped | None:
        index, left = 0, positional
        while index < len(arguments):
            value = arguments[index].value
            if value.startswith("-") and value != "-":
                index += 2 if value in with_value else 1
            elif assignments and _ASSIGNMENT.match(value):
                index += 1
            elif left:
                index, left = index + 1, left - 1
            else:
                return Wrapped(index)
        return None

    return skip


def _command(arguments: list[Word]) -> Wrapped | None:
    """`command -v pip` only asks where `pip` is."""
    asks = bool(arguments) and arguments[0].value.startswith(("-v", "-V"))
    return None if asks else _options()(arguments)


def _python(arguments: list[Word]) -> Wrapped | None:
    """`python -m pip` is `pip`."""
    for index, word in enumerate(arguments[:-1]):
        if word.value == "-m":
            module = arguments[index + 1].value
            return Wrapped(index + 1, module) if module in _MODULES else None
        if not word.value.startswith("-"):
            return None
    return None


def _subcommand(*names: str, with_value: tuple[str, ...] = ()) -> Callable[[list[Word]], Wrapped | None]:
    """A tool whose subcommand runs another command: `conda run -n env pip ...`."""
    skip_options = _options(*with_value)

    def skip(arguments: list[Word]) -> Wrapped | None:
        if not arguments or arguments[0].value not in names:
            return None
        inner = skip_options(arguments[1:])
        return Wrapped(inner.skip + 1) if inner else None

    return skip


def _runuser(arguments: list[Word]) -> Wrapped | None:
    """`runuser -u app -- pip install ...`; without `-u` it is a `su`, whose command is one string."""
    with_user = any(word.value in ("-u", "--user") or word.value.startswith("--user=") for word in arguments)
    values = ("-u", "--user", "-g", "--group", "-G", "--supp-group", "-w", "--whitelist-environment")
    return _options(*values)(arguments) if with_user else None


_MODULES = frozenset(["pip", "pipx", "pipenv", "poetry", "uv", "pdm", "conda", "mamba"])
_CONDA_RUN = _subcommand("run", with_value=("-n", "--name", "-p", "--prefix", "--cwd", "-e"))

WRAPPERS: dict[str, Callable[[list[Word]], Wrapped | None]] = {
    "sudo": _options("-u", "-g", "-h", "-p", "-C", "-r", "-t", "--user", "--group", assignments=True),
    "doas": _options("-u", "-C"),
    "env": _options("-u", "--unset", "-C", "--chdir", assignments=True),
    "exec": _options("-a"),
    "command": _command,
    "builtin": _options(),
    "nohup": _options(),
    "time": _options("-f", "-o"),
    "nice": _options("-n"),
    "ionice": _options("-c", "-n"),
    "timeout": _options("-s", "-k", "--signal", "--kill-after", positional=1),
    "stdbuf": _options("-i", "-o", "-e"),
    "setarch": _options(positional=1),
    "linux32": _options(),
    "eatmydata": _options(),
    "xvfb-run": _options("-s", "-n", "-e", "--server-args"),
    "fakeroot": _options(),
    "gosu": _options(positional=1),
    "su-exec": _options(positional=1),
    "chroot": _options(positional=1),
    "runuser": _runuser,
    "setpriv": _options("--reuid", "--regid", "--groups", "--inh-caps", "--ambient-caps", "--bounding-set"),
    "xargs": _options("-n", "-I", "-P", "-L", "-d", "-a", "-s", "-E"),
    "python": _python,
    "pypy": _python,
    "conda": _CONDA_RUN,
    "mamba": _CONDA_RUN,
    "micromamba": _CONDA_RUN,
    "poetry": _subcommand("run"),
    "pipenv": _subcommand("run"),
    "pdm": _subcommand("run"),
    "uv": _subcommand("run", with_value=("--with", "--python", "-p", "--project", "--directory", "--extra", "--group")),
}
