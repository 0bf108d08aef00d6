"""Write valid YAML.

Compose reads a file to its end or not at all, and refuses one in which a key stands twice.

```yaml bad compose.yaml
services:
  web:
    image: nginx:1.27
   «p»orts:
      - "8080:80"
```

```yaml bad compose.yaml
services:
  web:
    image: nginx:1.27
    environment:
      «MODE»: fast
      LEVEL: 3
      MODE: slow
```

```yaml bad compose.yaml
services:
  {«%» if web %}
  web:
    image: nginx:1.27
```

```yaml good compose.yaml
x-web: &web
  image: nginx:1.27
  restart: always
services:
  web:
    <<: *web
    restart: "no"
    ports:	# a tab is fine here
      - "8080:80"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Note, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose

_TEMPLATE = ("{{", "{%", "{#", "<%")


@rule("CMP001", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield what ends the reading of a file, or else each key that is lost."""
    for mistake in compose.document.mistakes:
        if any(mark in compose.source.line(compose.source.position(mistake.span.start).row) for mark in _TEMPLATE):
            yield Problem(mistake.span, "this is a template, not YAML", help="lint what it becomes")
        else:
            yield Problem(mistake.span, mistake.message)
    for earlier, later in compose.document.duplicates:
        yield Problem(
            earlier.span,
            f"`{earlier.value}` stands in this mapping twice, which Compose refuses",
            help="remove one of the two",
            also=(Note(later.span, "and here"),),
        )
