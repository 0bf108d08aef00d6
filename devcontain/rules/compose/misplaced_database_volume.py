"""Mount the volume where this PostgreSQL keeps its data.

From 18 on the image keeps data in `/var/lib/postgresql/18/docker` and declares `/var/lib/postgresql` a volume. With
something mounted at `/var/lib/postgresql/data` it stops at once (`there appears to be PostgreSQL data in:
/var/lib/postgresql/data (unused mount/volume)`), and so does an image whose tag names no version, today. Before 18 it
is the other way round: below what is mounted at `/var/lib/postgresql` the image puts an anonymous volume, and there the
data goes. Where `PGDATA` is set, nothing is said.

```yaml bad compose.yaml
services:
  db:
    image: postgres:18-alpine
    volumes:
      - «db:/var/lib/postgresql/data»
volumes:
  db:
```

```yaml bad compose.yaml
services:
  db:
    image: postgres:latest
    volumes:
      - type: volume
        source: db
        target: «/var/lib/postgresql/data/»
volumes:
  db:
```

```yaml bad compose.yaml
services:
  db:
    image: pgvector/pgvector:0.8.0-pg17
    volumes:
      - «db:/var/lib/postgresql»
volumes:
  db:
```

```yaml good compose.yaml
services:
  old:
    image: postgis/postgis:17-3.5
    volumes: ["old:/var/lib/postgresql/data:rw", "./init:/docker-entrypoint-initdb.d"]
  new:
    image: postgres:18.1
    volumes: ["new:/var/lib/postgresql"]
  chosen:
    image: postgres:18
    environment: [PGDATA=/var/lib/postgresql/data/pgdata]
    volumes: ["chosen:/var/lib/postgresql/data"]
  any:
    image: postgres:${VERSION}
    volumes: ["any:/var/lib/postgresql/data"]
volumes: {old: , new: , chosen: , any: }
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.syntax import image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose, Service
    from devcontain.syntax.tree import Node

_DATA = "/var/lib/postgresql/data"
_PARENT = "/var/lib/postgresql"
_MAJOR = pattern(r"(?:.*-)?pg(\d+)(?:[.-].*)?|(\d+)(?:[.-].*)?")
_IMAGES = ("postgres", "postgis/postgis", "pgvector/pgvector")
_CHANGED = 18


@rule("CMP002", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each mount of a database's volume that is not where the data is."""
    found = {}
    for service in compose.services:
        major = _major(service)
        mounts = dict(_mounts(service))
        if not major or "PGDATA" in service.environment or service.get("env_file") is not None:
            continue
        if major >= _CHANGED and _DATA in mounts:
            found[id(mounts[_DATA])] = Problem(
                mounts[_DATA].span,
                f"PostgreSQL from {_CHANGED} on does not start with a volume at `{_DATA}`",
                help=f"mount it at `{_PARENT}`, or name an older version in the tag",
            )
        elif major < _CHANGED and _PARENT in mounts and _DATA not in mounts:
            found[id(mounts[_PARENT])] = Problem(
                mounts[_PARENT].span,
                f"PostgreSQL {major} keeps its data in an anonymous volume below `{_PARENT}`",
                help=f"mount the volume at `{_DATA}`",
                severity=WARNING,
            )
    yield from found.values()


def _major(service: Service) -> int:
    """The major version that a service runs; 0 where that is not known."""
    reference = image.parse(service.text("image"))
    if reference.name not in _IMAGES or service.get("build") is not None:
        return 0
    match = _MAJOR.fullmatch(reference.tag)
    if match:
        return int((match[1] or match[2])[:4])
    is_newest = reference.tag in ("", "latest", "alpine", "trixie") and reference.name == "postgres"
    return _CHANGED if is_newest and not reference.digest else 0


def _mounts(service: Service) -> Iterator[tuple[str, Node]]:
    """The directories at which something is mounted, and where that is said."""
    volumes = service.get("volumes")
    for node in volumes.children if volumes is not None and volumes.kind == "sequence" else ():
        target = node.get("target") if node.kind == "mapping" else None
        if target is not None:
            yield str(target.value).rstrip("/"), target
        elif isinstance(node.value, str):
            parts = node.value.split(":")
            yield (parts[1] if len(parts) > 1 else parts[0]).rstrip("/"), node
