"""Say why a finding is silenced.

Who meets the comment in a year wants to know whether it is still needed. Write the reason behind the codes.

```dockerfile bad
FROM python:3.12-slim
«# devcontain: ignore=CAC001»
RUN pip install flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
# devcontain: ignore=CAC001 the image is thrown away
RUN pip install flask==3.0.3
# hadolint ignore=DL3042
RUN pip install requests==2.32.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, SUPPRESSION, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.suppressions import Suppression


@rule("SUP003", on=SUPPRESSION, severity=OFF)
def check(suppression: Suppression) -> Iterator[Problem]:
    """Yield each comment of ours that gives no reason."""
    if suppression.is_ours and suppression.names and not any(letter.isalnum() for letter in suppression.reason):
        yield Problem(suppression.span, "this comment does not say why", help="write the reason behind the codes")
