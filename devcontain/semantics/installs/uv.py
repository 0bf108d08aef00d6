"""uv: its pip interface, tools, and project commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs import pip
from devcontain.semantics.installs.model import Install
from devcontain.semantics.options import Operand, Options, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *pip.WITH_VALUE,
    *("--torch-backend", "--default-index", "--index", "--index-strategy", "-p", "--with", "--with-editable", "--from"),
    *("--directory", "--project", "--config-file", "--link-mode", "--resolution", "--prerelease", "--exclude-newer"),
    *("--extra", "--no-extra", "--no-group", "--only-group", "--package", "-P", "--upgrade-package", "--upgrade-group"),
    *("--color", "--requirements", "--constraints", "--with-requirements", "--overrides", "--override", "--excludes"),
    *("--python-preference", "--python-platform", "--reinstall-package", "--refresh-package", "--config-setting"),
    *("--no-build-package", "--no-binary-package", "--build-constraint", "--build-constraints", "--fork-strategy"),
    *(
        "--allow-insecure-host",
        "--env-file",
        "--no-build-isolation-package",
        "--exclude-newer-package",
        "--no-sources-package",
    ),
    *(
        "--config-settings-package",
        "--no-install-package",
        "--branch",
        "--tag",
        "--rev",
        "--optional",
        "--marker",
        "-m",
    ),
)


def read(command: Command) -> Install | None:
    """`uv pip install`, `uv pip sync`, `uv sync`, `uv add`, `uv tool install`, `uvx`."""
    options = read_options(command, _WITH_VALUE)
    operands = options.operands
    if command.name == "uvx" and operands:
        return _tool(command, options, Operand(command.words[0], "uvx"), operands[:1])
    match [operand.value for operand in operands[:2]]:
        case ["pip", "install"]:
            return pip.from_options("uv", command, options, operands[1], operands[2:])
        case ["pip", "sync"]:
            return Install("uv", command, operands[1].word, manifests=tuple(operands[2:]))
        case ["tool", "install" | "run"]:
            return _tool(command, options, operands[1], operands[2:3])
        case ["sync", *_]:
            return _sync(command, options, operands[0])
        case ["add", *_]:
            return pip.from_options("uv", command, options, operands[0], operands[1:])
    return None


def _tool(command: Command, options: Options, verb: Operand, operands: list[Operand]) -> Install:
    source = options.values("--from")
    named = source or [Operand(word, value.replace("@", "==", 1) if "://" not in value else value)
                       for word, value in operands]  # fmt: skip
    return pip.from_options("uv", command, options, verb, [*named, *options.values("--with")])


def _sync(command: Command, options: Options, verb: Operand) -> Install:
    """The project itself is left out only where the command says so."""
    without = options.has("--no-install-project", "--no-install-workspace", "--no-install-local")
    return Install("uv", command, verb.word, default_manifests=("pyproject.toml", "uv.lock"), needs_source=not without)
