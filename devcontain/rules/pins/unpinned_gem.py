"""Pin the gems that a command line names.

Without a version, the next build installs another one, and what worked stops working. Name it (`gem install
rake:13.2.1`, or `-v 13.2.1`), or install from a Gemfile with its lock.

```dockerfile bad
FROM ruby:3.3-slim
RUN gem install --no-document «bundler» rake:13.2.1
```

```dockerfile bad
FROM ruby:3.3-slim
RUN gem install «jekyll» -v '~> 4.3'
```

```dockerfile good
FROM ruby:3.3-slim
ARG RAKE_VERSION
COPY Gemfile Gemfile.lock ./
RUN gem install bundler -v 2.5.23 && gem install rake:${RAKE_VERSION} ./local.gem && bundle install
RUN gem update --system
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


@rule("PIN011", on=install("gem"), aliases=("DL3028",), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no exact version, with the others beside it."""
    return unpinned(loose_packages(install), "{}:X.Y.Z")
