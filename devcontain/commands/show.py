"""What `devcontain lint` would do: the files it would lint, and the settings it would use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.report.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.commands.configured import Configured
    from devcontain.files.patterns import Patterns
    from devcontain.files.search import Found


def file_lines(files: Iterable[Found]) -> Iterator[str]:
    """The path of each file."""
    return (printable(file.path) for file in files)


def setting_lines(files: Iterable[Found], configured: Configured) -> Iterator[str]:
    """For each group of files that are treated alike: the files, what is configured, and the rules that run."""
    groups: dict[int, list[str]] = {}
    for file in files:
        groups.setdefault(id(configured.linter(file.path)), []).append(file.path)
    for paths in groups.values():
        yield from (f"# {printable(path)}" for path in paths)
        yield from _settings(paths[0], configured)
        yield ""


def _settings(path: str, configured: Configured) -> Iterator[str]:
    config, linter = configured.config(path), configured.linter(path)
    yield f"configuration = {_string(config.path)}"
    yield f"fail-on = {_string(config.fail_on)}"
    yield f"exclude = {_patterns(config.exclude)}"
    yield f"allowed-registries = {_list(config.allowed_registries)}"
    yield f"target = {_string(config.target)}"
    yield f"dev-container-files = {_patterns(config.dev_container_files)}"
    yield f"label-schema = {_table(config.label_schema)}"
    yield f"strict-labels = {str(config.strict_labels).lower()}"
    yield ""
    yield "[severity]"
    yield from (f"{rule.code} = {_string(rule.severity)} # {rule.name}" for rule in linter.rules)
    if linter.shellcheck is not None:
        yield f"# and as ShellCheck grades them: {', '.join(linter.shellcheck.wanted.prefixes())}"


def _patterns(all_patterns: Iterable[Patterns]) -> str:
    return _list(pattern for patterns in all_patterns for pattern in patterns.written)


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, values))}]"


def _table(values: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{_string(name)} = {_string(value)}" for name, value in values.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def _string(value: str) -> str:
    """A TOML string: what may not stand in one is escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in escaped) + '"'
