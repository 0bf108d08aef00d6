"""Name rules that there are in comments that silence findings.

A comment with a misspelt code, or written in another way than `# devcontain: ignore=CODE`, silences nothing and looks
as if it did.

```dockerfile bad
FROM python:3.12-slim
# devcontain: ignore=«CAC01» the image is thrown away
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
«# devcontain: ignore CAC001»
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile good
# devcontain: it ignores what .dockerignore names
FROM python:3.12-slim
# hadolint ignore=DL3059,SC2086
RUN pip install --no-cache-dir flask==3.0.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import SUPPRESSION, WARNING, Problem, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.suppressions import Suppression

_FORM = "write `# devcontain: ignore=CODE reason`, or `ignore-file=CODE` for the whole file"


@rule("SUP002", on=SUPPRESSION, severity=WARNING)
def check(suppression: Suppression) -> Iterator[Problem]:
    """Yield each comment of ours that names no rule, or a rule that there is not."""
    if not suppression.is_ours:
        return
    if not suppression.names:
        yield Problem(suppression.span, "this comment silences nothing: it names no rule", help=_FORM)
    unknown = suppression.unknown
    if unknown:
        shown = ", ".join(f"`{name.value}`" for name in unknown[:5]) + (", ..." if len(unknown) > 5 else "")
        yield Problem(
            Span(unknown[0].span.start, unknown[-1].span.end),
            f"{shown} {'is no rule' if len(unknown) == 1 else 'are no rules'}, so nothing is silenced",
            help=_suggestion(suppression, unknown[0].value),
        )


def _suggestion(suppression: Suppression, name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name.upper(), suppression.known, 1)
    meant = close[0].lower() if close and "-" in close[0] else "".join(close)
    return f"did you mean `{meant}`?" if close else "`devcontain explain --all` lists all rules"
