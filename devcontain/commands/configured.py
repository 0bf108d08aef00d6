"""What is configured for each file, and the linter that goes with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from devcontain.config import NOTHING
from devcontain.config.discovery import Configurations
from devcontain.errors import UserError
from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, choose, is_shellcheck, known_codes, names_in
from devcontain.semantics.settings import Settings

if TYPE_CHECKING:
    from devcontain.commands.request import Request
    from devcontain.config import Config
    from devcontain.files.patterns import Patterns
    from devcontain.lint.rule import Finding, Rule
    from devcontain.lint.shellcheck.checks import ShellCheck
    from devcontain.lint.shellcheck.program import Program


class Configured:
    """Configurations with what the command line says on top, and one linter for all files that want the same."""

    def __init__(self, request: Request, rules: tuple[Rule, ...]) -> None:
        self.request = request
        self.rules = rules
        self.codes = known_codes(rules)
        self.found = Configurations(rules, [path for path in request.paths if path != "-"])
        self._configs: dict[str, Config] = {}
        self._linters: dict[tuple[str, tuple[str, ...], bool | None], Linter] = {}
        self.named = {os.path.normpath(path) for path in (*request.paths, request.stdin_filename) if path is not None}
        self.excluded = _excluded(request)
        self._program: Program | None = None

    def config(self, path: str) -> Config:
        """What counts for a file. Raises UserError for a configuration that is wrong."""
        said = self._said(path)
        if said.path not in self._configs:
            self._configs[said.path] = said._replace(fail_on=self.request.fail_on or said.fail_on)
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
            said = Selection(config.select, config.extend_select, config.ignore)
            asked = Selection(self.request.select, self.request.extend_select, self.request.ignore)
            chosen = choose(self.rules, (said, asked), key[1], config.severity)
            labels = tuple(config.label_schema.items())
            settings = Settings(config.allowed_registries, config.target, key[2], labels, config.strict_labels)
            shellcheck = self._shellcheck((said, asked), key[1], config)
            self._linters[key] = Linter(chosen, self.codes, settings, shellcheck)
        return self._linters[key]

    def rules_that_run(self, findings: list[Finding]) -> tuple[Rule, ...]:
        """All rules of all linters so far, in the order of their codes, and ShellCheck's that found something."""
        if not self._linters:
            self.linter(os.curdir)
        chosen = {rule.code: rule for linter in self._linters.values() for rule in linter.rules}
        ours = tuple(chosen[rule.code] for rule in self.rules if rule.code in chosen)
        if self._program is None:
            return ours
        from devcontain.lint.shellcheck.pages import rules_among

        return ours + rules_among(findings)

    def _shellcheck(
        self, selections: tuple[Selection, ...], ignored: tuple[str, ...], config: Config
    ) -> ShellCheck | None:
        """ShellCheck where codes of it are wanted; one program for all."""
        if not any(is_shellcheck(name) for each in selections for name in names_in((*each.select, *each.extend))):
            return None
        from devcontain.lint.shellcheck.checks import ShellCheck
        from devcontain.lint.shellcheck.program import Program
        from devcontain.lint.shellcheck.wanted import Wanted

        wanted = Wanted(selections, ignored, config.severity)
        if not wanted:
            return None
        self._program = self._program or Program()
        return ShellCheck(wanted, self._program)

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
