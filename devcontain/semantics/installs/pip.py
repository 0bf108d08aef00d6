"""pip in all its spellings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Origin, Package, Pin
from devcontain.semantics.options import Operand, Options, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

WITH_VALUE = (
    *("-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-t", "--target", "--platform"),
    *("--python-version", "--implementation", "--abi", "--root", "--prefix", "--src", "-i", "--index-url"),
    *("--extra-index-url", "-f", "--find-links", "--global-option", "--install-option", "--build-option"),
    *("-C", "--config-settings", "--no-binary", "--only-binary", "--progress-bar", "--root-user-action"),
    *("--report", "--upgrade-strategy", "--proxy", "--retries", "--timeout", "--default-timeout"),
    *("--exists-action", "--trusted-host", "--cert", "--client-cert", "--cache-dir", "--log", "--python"),
    *("--use-feature", "--use-deprecated", "--group", "--keyring-provider", "-b", "--build", "-d", "--dest"),
    *("-w", "--wheel-dir", "--uploaded-prior-to"),
)

_REQUIREMENT = pattern(r"([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)", re.DOTALL)
_LOCAL = pattern(r"[.~/\\]|file:|[A-Za-z]:\\|.*\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)(?:\[|$)|\*")
_VCS = pattern(r"(?:[\w.\[\],-]+\s*@\s*)?(?:git|hg|svn|bzr)(?:\+|:|@)")
_URL = pattern(r"(?:[\w.\[\],-]+\s*@\s*)?(?!file:)[a-z][a-z0-9+]*://")
_EXACT = pattern(r"===?[^,*]+$|===?[^,*]+,|.*,\s*===?[^,*]+$")


def read(command: Command) -> Install | None:
    """`pip install`, `pip download` or `pip wheel`."""
    options = read_options(command, WITH_VALUE)
    if not options.operands or options.operands[0].value not in ("install", "wheel", "download"):
        return None
    return from_options("pip", command, options, options.operands[0], options.operands[1:])


def from_options(manager: str, command: Command, options: Options, verb: Operand, operands: list[Operand]) -> Install:
    """An installation with pip's options and operands, which others share."""
    editable = [_read_editable(operand) for operand in options.values("-e", "--editable")]
    packages = [read_requirement(operand) for operand in operands]
    if not packages and "xargs" in command.wrappers:
        packages = [Package("{}", Pin.UNKNOWN, "unknown", verb.word)]
    return Install(
        manager,
        command,
        verb.word,
        packages=(*packages, *editable),
        manifests=tuple(options.values("-r", "--requirement", "--requirements")),
        constrained=options.has("-c", "--constraint", "--constraints", "--no-index"),
        needs_source=any(package.origin == "local" and is_project(package.name) for package in (*packages, *editable)),
    )


def _read_editable(operand: Operand) -> Package:
    """What follows `-e` is a path unless it is a version control URL."""
    return Package(operand.value, Pin.UNKNOWN, "vcs" if _VCS.match(operand.value) else "local", operand.word)


def read_requirement(operand: Operand) -> Package:
    """A requirement as it stands on a command line."""
    value = operand.value.strip()
    origin = origin_of(value)
    if origin != "index":
        return Package(value, Pin.UNKNOWN, origin, operand.word)
    match = _REQUIREMENT.fullmatch(value)
    if match is None or match[2].startswith("$"):
        return Package(value, Pin.UNKNOWN, "unknown", operand.word)
    return Package(match[1], read_pin(match[2].partition(";")[0].strip()), "index", operand.word)


def read_pin(specifier: str) -> Pin:
    """How strong a version specifier is."""
    if not specifier or specifier.startswith("@"):
        return Pin.NONE
    if specifier.startswith(("==$", "===$")):
        return Pin.EXACT
    if _EXACT.match(specifier.replace(" ", "")):
        return Pin.EXACT
    if specifier.startswith("==") and "*" in specifier:
        return Pin.WILDCARD
    return Pin.RANGE


def origin_of(value: str) -> Origin:
    """Where a requirement comes from."""
    if _VCS.match(value):
        return "vcs"
    if _URL.match(value):
        return "url"
    if _LOCAL.match(value):
        return "local"
    if value.startswith(("$", "`")):
        return "unknown"
    return "local" if "/" in value.partition("@")[0].partition(";")[0] else "index"


def is_project(path: str) -> bool:
    """Whether a local path is a source tree and not a built distribution."""
    return not re.search(r"\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)\b", path)
