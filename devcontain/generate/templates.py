"""Where templates and service fragments come from: ours, and a directory that overrides them file by file."""

from __future__ import annotations

import difflib
import stat
from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.pattern import pattern
from devcontain.resources import TEMPLATES
from devcontain.services import Service, read_service, services

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from re import Match

_LARGEST = 1 << 20
_PARTS = ("dockerfile", "services", "dockerignore")
_USE = pattern(
    r"\{%[-+]?\s*(?:extends|from|import|include)\b"
    r"(?:\s*(['\"])([^'\"]*)\1(?=\s*(?:[-+]?%\}|as\b|ignore\b|import\b|with\b|without\b)))?"
)
"""Where a template names another; what is not written out can be any of them."""


class Templates:
    """Our templates and, before them, those in a directory of the user's; nothing outside of it is read."""

    def __init__(self, own: Path | None = None) -> None:
        self.own = own
        if own and not any((own / part).exists() for part in _PARTS):
            hint = "it has the shape of devcontain's: dockerfile/*.j2, services/*.yaml, dockerignore"
            raise UserError(f"`{own}` holds no templates", hint)
        if own:
            self._refuse_unread(own)

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """The catalogue: ours, and what the directory adds or replaces."""
        names = sorted(path.name for path in (self.own / "services").glob("*.yaml")) if self.own else []
        return {**services(), **{service.name: service for service in map(self._service, names)}}

    def read(self, name: str) -> str:
        """The text of a template that we have."""
        return self.read_own(name) or (TEMPLATES / name).read_text("utf-8")

    def read_own(self, name: str) -> str | None:
        """The text of a file in the user's directory; none if it is not there. Raises UserError."""
        if self.own is None:
            return None
        path = self.own / name
        try:
            target = path.resolve(strict=True)
            if not target.is_relative_to(self.own.resolve()):
                raise UserError(f"`{path}` leads out of the directory of templates", "put a copy of the file there")
            status = target.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                raise UserError(f"`{path}` is not a regular file of less than {_LARGEST >> 20} MiB")
            return target.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            if path.is_symlink():
                raise UserError(f"`{path}` is a link that leads nowhere") from None
            return None
        except UnicodeDecodeError:
            raise UserError(f"`{path}` is not UTF-8 text") from None
        except (OSError, RuntimeError) as error:
            raise UserError(f"`{path}` cannot be read: {getattr(error, 'strerror', None) or error}") from None

    def _refuse_unread(self, own: Path) -> None:
        """Raise UserError for the first file that has the name of no template of ours, and that no other names."""
        for path in sorted((own / "services").glob("*.yml")):
            raise UserError(f"`{path}` is not read: a service's file ends in `.yaml`", f"call it `{path.stem}.yaml`")
        known = sorted(path.name for path in (TEMPLATES / "dockerfile").glob("*.j2"))
        names = sorted(path.name for path in (own / "dockerfile").glob("*.j2"))
        more = [name for name in names if name not in known]
        used = {use[2] for name in (names if more else ()) for use in self._uses(name)}
        for name in more:
            if name not in used and None not in used:
                near = difflib.get_close_matches(name[:-3], [each[:-3] for each in known], n=1)
                hint = f"did you mean `{near[0]}.j2`?" if near else f"there are {', '.join(known)}"
                raise UserError(f"`{own / 'dockerfile' / name}` is not read: it replaces no template", hint)

    def _uses(self, name: str) -> Iterator[Match[str]]:
        return _USE.finditer(self.read_own(f"dockerfile/{name}") or "")

    def _service(self, name: str) -> Service:
        text = self.read_own(f"services/{name}") or ""
        return read_service(name.removesuffix(".yaml"), text, f"{self.own}/services/{name}")


OURS = Templates()
