"""What a file is, by its name."""

from __future__ import annotations

import re
from typing import Literal

from devcontain.pattern import pattern

Kind = Literal["dockerfile", "devcontainer", "compose", "requirements"]

_DOCKERFILE = pattern(r"(?:docker|container)file(?:[.-].+)?|.+\.(?:docker|container)file", re.IGNORECASE | re.DOTALL)
_DEVCONTAINER = pattern(r"\.?devcontainer\.json", re.IGNORECASE)
_COMPOSE = pattern(r"(?:docker[-_]?|podman-)?compose(?:[._-].+)?\.ya?ml", re.IGNORECASE | re.DOTALL)
_REQUIREMENTS = pattern(
    r"(?:.*[._-])?requirements(?:[._-].*)?\.(?:txt|in)|(?:.*[._-])?(?:conda|env|environment)(?:[._-].*)?\.ya?ml"
    r"|pyproject\.toml|Pipfile",
    re.IGNORECASE,
)
_OTHER = pattern(
    r"""\.(?:
        md|rst|txt|html?|pdf
      | dockerignore|containerignore
      | j2|jinja2?|tmpl|tpl|template|erb|in|mustache|hbs|ejs
      | orig|rej|bak|swp|diff|patch
      | sh|py|json|ya?ml|toml|lock|xml|map|css|svg|png
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CODE = pattern(r"\.(?:[cm]?[jt]sx?|go|rs|rb|php|java|kt|cs?|cc|cpp|h|lua|vim|snap)")


def kind_in_walk(name: str) -> Kind | None:
    """The kind of a file met in a directory, or none if it is not linted.

    Source code about Dockerfiles is named like `dockerfile.go`; a Dockerfile for Go is `Dockerfile.go`.
    """
    if _DEVCONTAINER.fullmatch(name):
        return "devcontainer"
    if _COMPOSE.fullmatch(name):
        return "compose"
    if not _DOCKERFILE.fullmatch(name):
        return None
    suffix = name[max(name.rfind("."), 0) :]
    if _OTHER.fullmatch(suffix) or (name[0].islower() and _CODE.fullmatch(suffix)):
        return None
    return "dockerfile"


def kind_of(name: str) -> Kind:
    """The kind of a file named by the user: a Dockerfile unless it is JSON, YAML or called like a dependency file."""
    if name.lower().endswith((".json", ".jsonc")):
        return "devcontainer"
    if _REQUIREMENTS.fullmatch(name):
        return "requirements"
    return "compose" if name.lower().endswith((".yml", ".yaml")) else "dockerfile"
