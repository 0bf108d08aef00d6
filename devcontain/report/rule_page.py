"""A rule's page as text for a terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.other_linters import BUILDKIT, HADOLINT, counterparts
from devcontain.lint.page import Page, page_of
from devcontain.report.summary import SEVERITY_COLORS
from devcontain.report.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devcontain.lint.page import Example
    from devcontain.lint.rule import Rule

_ROLES = {
    "bad": "Reported",
    "good": "Not reported",
    "fixed": "Fixed by --fix",
    "unsafe": "Fixed by --fix --unsafe-fixes",
}
_PREFACE = """This page is generated: `devcontain explain --all --format markdown > docs/rules.md`.

Severities: an *error* will not build or will not work; a *warning* has a real cost; *info* is worth knowing and never
fails a run. A rule can be named by its code, its name, or the code that another linter has for it, in `--select`,
`--ignore` and in comments:

```dockerfile
# devcontain: ignore=CAC001,PIN004 the base image is thrown away
RUN pip install flask
```

A comment above an instruction, or inside it, silences its findings; `# devcontain: ignore-file=CODE` anywhere, or
`ignore=` at the top of the file with a blank line below it, silences the whole file. hadolint's
`# hadolint ignore=DL3042` and `# hadolint global ignore=DL3042` mean the same."""
_FIXES = {None: "none", "safe": "safe (`--fix`)", "unsafe": "unsafe (`--fix --unsafe-fixes`)"}


def as_text(rule: Rule, *, color: bool) -> Iterator[str]:
    """The page in lines; marked places are underlined by carets."""
    style = Style(color)
    page = page_of(rule)
    yield f"{style(rule.code, SEVERITY_COLORS[rule.severity], bold=True)} {style(rule.name, bold=True)}: {page.summary}"
    yield ""
    yield _facts(rule, page)
    yield ""
    yield from page.reason.splitlines()
    for example in page.examples:
        yield ""
        yield style(f"{_title(example)}:", bold=True)
        yield from _excerpt(example, style)
    yield ""


def _excerpt(example: Example, style: Style) -> Iterator[str]:
    start = 0
    for line in example.plain.splitlines(keepends=True):
        yield f"    {line.rstrip()}"
        end = start + len(line)
        for low, high in example.spans:
            if start <= low < end:
                yield "    " + " " * (low - start) + style("^" * (min(high, end) - low), "red", bold=True)
        start = end


def as_markdown(rule: Rule) -> str:
    """The page as a section of docs/rules.md."""
    page = page_of(rule)
    parts = [
        f'<a id="{rule.name}"></a>\n## {rule.code} {rule.name}',
        f"**{page.summary}**",
        _facts(rule, page),
        page.reason,
        *(f"{_title(example)}:\n\n```{example.language}\n{example.plain}```" for example in page.examples),
    ]
    return "\n\n".join(part for part in parts if part)


def _title(example: Example) -> str:
    if example.role == "beside":
        return f"Beside it, `{example.path}`"
    where = f" (`{example.path}`)" if example.path != "Dockerfile" else ""
    return f"{_ROLES[example.role]}{where}"


def as_document(rules: Sequence[Rule]) -> str:
    """All pages below a table of them: docs/rules.md."""
    rows = [
        f"| [{rule.code}](#{rule.name}) | {rule.name} | {rule.severity} | {page.fix or ''} "
        f"| {', '.join(rule.aliases)} | {page.summary} |"
        for rule in rules
        for page in [page_of(rule)]
    ]
    head = (
        "# Rules\n\n" + _PREFACE + "\n\n| code | name | severity | fix | also known as | |\n|---|---|---|---|---|---|\n"
    )
    return "\n\n".join([head + "\n".join(rows), *(as_markdown(rule) for rule in rules), _other_linters(rules)]) + "\n"


def _other_linters(rules: Sequence[Rule]) -> str:
    """What users of hadolint and of BuildKit's checks find here."""
    return "\n\n".join(
        [
            '<a id="other-linters"></a>\n## Other linters',
            "What users of other linters know, by the name that they know it by. A remark says where our rule differs\n"
            "on purpose, or why there is none. ShellCheck's findings in RUN have its codes here too."
            "\nThey are not in this table: `devcontain explain SC` says how to get them.",
            _counterparts("hadolint 2.15", HADOLINT, rules),
            _counterparts("BuildKit: `docker build --check`", BUILDKIT, rules),
        ]
    )


def _counterparts(title: str, checks: Sequence[str], rules: Sequence[Rule]) -> str:
    rows = [
        f"| {check} | {f'[{rule.code} {rule.name}](#{rule.name})' if rule else 'none'} | {remark} |"
        for check, rule, remark in counterparts(checks, rules)
    ]
    return f"### {title}\n\n| check | rule | remark |\n|---|---|---|\n" + "\n".join(rows)


def _facts(rule: Rule, page: Page) -> str:
    aliases = f" · also known as: {', '.join(rule.aliases)}" if rule.aliases else ""
    fix = f" · fix: {_FIXES[page.fix]}" if page.examples else ""
    return f"Severity: {rule.severity}{fix}{aliases}"
