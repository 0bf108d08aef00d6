"""Put services below `services`.

Files of the first format have the services at the top. `docker compose` no longer reads them (`Additional property web
is not allowed`); only the old `docker-compose`, which gets no more updates, does.

```yaml bad docker-compose.yml
«web»:
  image: nginx:1.27
  links: [db]
db:
  image: postgres:17
```

```yaml good compose.yaml
x-common: &common
  restart: unless-stopped
services:
  web:
    <<: *common
    image: nginx:1.27
```

```yaml good compose.yaml
include:
  - database/compose.yaml
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose


@rule("CMP003", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield the first of the services that stand at the top."""
    root = compose.document.root
    if root is not None and compose.is_of_version_1:
        yield Problem(
            root.keys[0].span,
            "`docker compose` refuses services that stand at the top",
            help="write `services:` above them, and indent them",
        )
