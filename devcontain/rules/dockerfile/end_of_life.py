"""Build on releases that still get security updates.

A release of Python, Node.js or a distribution that is past its end gets no more fixes, packages stop offering wheels
for it, and Debian moves its packages to an archive, so that `apt-get update` fails. The dates are those that the
projects publish.

```dockerfile bad
FROM «python:3.6-slim-bookworm»
```

```dockerfile bad
ARG VERSION=18.04
FROM «ubuntu:${VERSION}»
```

```dockerfile bad
FROM «node:20»
FROM «alpine:3.12.1»
FROM «python:3.13-alpine3.18»
FROM «fedora:33»
FROM «node:14-stretch»
FROM «debian:9.13»
FROM «centos:7»
FROM «mcr.microsoft.com/devcontainers/python:1-3.8-bullseye»
```

```yaml bad compose.yaml
services:
  worker:
    image: «python:3.8-slim»
```

```dockerfile good
FROM python:3-slim
FROM debian:stable
FROM node:lts-alpine
FROM alpine:3
FROM fedora:latest
FROM registry.example/python:3.6
FROM nvidia/cuda:11.8.0-runtime-ubuntu18.04
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, STAGE, WARNING, Problem, rule
from devcontain.semantics.compose import Compose
from devcontain.semantics.images import ImageUse
from devcontain.semantics.releases import releases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("DKF033", on=[STAGE, COMPOSE], severity=WARNING)
def check(subject: Stage | Compose) -> Iterator[Problem]:
    """Yield a base image, or a service's, whose tag names a release that is over."""
    for image, span in _images(subject):
        over = [release for release in releases_in(image) if release.is_over]
        if over:
            first = min(over, key=lambda release: release.end)
            yield Problem(span, f"{first.name} gets no updates since {first.end}", help="choose a newer release")


def _images(subject: Stage | Compose) -> list[ImageUse]:
    if isinstance(subject, Compose):
        return subject.image_uses
    if subject.parent is not None or subject.image is None or subject.reference is None:
        return []
    return [ImageUse(subject.image, subject.reference.span)]
