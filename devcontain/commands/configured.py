"""What is configured for each file, and the linter that goes with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from devcontain.config import NOTHING
from devcontain.config.discovery import Configurations
from devcontain.errors import UserError
from devcontain.lint.runner import Linter
from devcontain.lint.select import choose, known_codes
from devcontain.semantics.settings import Settings

if TYPE_CHECKING:
    from devcontain.commands.request import Request
    from devcontain.config import Config
    from devcontain.files.patterns import Patterns
    from devcontain.lint.rule import Rule


class Configured:
    """Configurations with what the command line says on top, and one linter for all files that want the same."""

    def __init__(self, request: Request, rules: tuple[Rule, ...]) -> None:
        self.request = request
        self.rules = rules
        self.codes = known_codes(rules)
        self.found = Configurations(rules, [path for path in request.paths if path != "-"])
        self._configs: dict[str, Config] = {}
        self._linters: dict[tuple[str, tuple[str, ...], bool | None], Linter] = {}
        self.named = {os.path.normpath(path) for path in request.paths}
        self.excluded = _excluded(request)

    def config(self, path: str) -> Config:
        """What counts for a file. Raises UserError for a configuration that is wrong."""
        said = self._said(path)
        if said.path not in self._configs:
            self._configs[said.path] = _overridden(said, self.request)
        return self._configs[said.path]

    def leaves_out(self, path: str) -> bool:
        """Whether a file is not to be linted: one that the user names only if that is insisted on."""
        if os.path.normpath(path) in self.named and not self.request.force_exclude:
            return False
        return self.config(path).excludes(path) or (self.excluded is not None and self.excluded.match(path))

    def linter(self, path: str) -> Linter:
        """The linter for a file."""
        config = self.config(path)
        key = (config.path, config.ignored_in(path), config.is_dev_container(path))
        if key not in self._linters:
            chosen = choose(self.rules, config.select, key[1], config.extend_select, config.severity)
            settings = Settings(config.allowed_registries, config.target, key[2])
            self._linters[key] = Linter(chosen, self.codes, settings)
        return self._linters[key]

    def rules_that_run(self) -> tuple[Rule, ...]:
        """All rules of all linters so far, in the order of their codes."""
        if not self._linters:
            self.linter(os.curdir)
        chosen = {rule.code: rule for linter in self._linters.values() for rule in linter.rules}
        return tuple(chosen[rule.code] for rule in self.rules if rule.code in chosen)

    def _said(self, path: str) -> Config:
        if self.request.no_config:
            return NOTHING
        if self.request.config:
            return self._configs.get(self.request.config) or self.found.named(self.request.config)
        return self.found.of(path)


def _excluded(request: Request) -> Patterns | None:
    """The patterns of the command line, which count from where it was given."""
    if not request.exclude:
        return None
    from devcontain.config.keys import is_pattern
    from devcontain.files.patterns import patterns

    for pattern in request.exclude:
        if not is_pattern(pattern):
            raise UserError(f"--exclude `{pattern}` matches nothing", "patterns are written as in a .gitignore")
    return patterns(os.getcwd(), request.exclude)  # noqa: PTH109


def _overridden(config: Config, request: Request) -> Config:
    """A selection on the command line begins anew; what else is said there is added."""
    if request.select:
        config = config._replace(select=request.select, extend_select=(), ignore=())
    return config._replace(
        extend_select=config.extend_select + request.extend_select,
        ignore=config.ignore + request.ignore,
        fail_on=request.fail_on or config.fail_on,
    )
