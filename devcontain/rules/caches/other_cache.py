"""Leave no cache of Go, Cargo, RubyGems, Composer or Bower in the image.

What they download to build with (sources, archives, object files) is not needed to run the result. Build in a stage
of its own and copy the result, or clean in the same RUN, or keep the cache in a cache mount. Only stages that reach
the image are looked at. The fix needs a look: something later in the file may want to use the cache.

```dockerfile bad
FROM golang:1.23
RUN «go install» github.com/example/tool@v1.2.3
```

```dockerfile unsafe
FROM golang:1.23
RUN go install github.com/example/tool@v1.2.3 && go clean -cache -modcache
```

```dockerfile bad
FROM ruby:3.3
RUN «gem install» rails -v 7.2.2
```

```dockerfile unsafe
FROM ruby:3.3
RUN gem install rails -v 7.2.2 && rm -rf "$(gem env gemdir)/cache"
```

```dockerfile bad
FROM rust:1.83
RUN «cargo install» --locked ripgrep@14.1.1
```

```dockerfile unsafe
FROM rust:1.83
RUN cargo install --locked ripgrep@14.1.1 && rm -rf "${CARGO_HOME:-$HOME/.cargo}/registry"
```

```dockerfile bad
FROM php:8.3-cli
COPY composer.json composer.lock ./
RUN «composer install» --no-dev
```

```dockerfile unsafe
FROM php:8.3-cli
COPY composer.json composer.lock ./
RUN composer install --no-dev && composer clear-cache
```

```dockerfile bad
FROM node:12
COPY bower.json ./
RUN «bower --allow-root install»
```

```dockerfile good
FROM golang:1.23 AS build
RUN go install github.com/example/tool@v1.2.3
FROM golang:1.23
RUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod \\
    go install example.org/x@v1.0.0
RUN cargo install ripgrep@14.1.1 && rm -rf /usr/local/cargo/registry
RUN COMPOSER_CACHE_DIR=/dev/null composer install
COPY --from=build /go/bin/tool /usr/local/bin/
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import INFO, Edit, Fix, Problem, rule, run
from devcontain.semantics.append import append_command
from devcontain.semantics.options import read_options
from devcontain.semantics.package_caches import Cache, cache_left
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command


class _Tool(NamedTuple):
    """A tool's name, its cache, what empties it, and the words in a path that is its cache wherever it lies."""

    name: str
    cache: Cache
    cleaner: str
    removed: str = ""


_GEMS = _Tool(
    "RubyGems",
    Cache(directories=("/usr/local/bundle/cache", "/usr/local/lib/ruby/gems", "/var/lib/gems")),
    'rm -rf "$(gem env gemdir)/cache"',
    "gem cache",
)
_TOOLS = {
    "go": _Tool(
        "Go",
        Cache(
            directories=("/go/pkg/mod", "go/pkg", ".cache/go-build"),
            place_variables=("GOMODCACHE", "GOPATH"),
            cleaners=(("go", "clean"),),
        ),
        "go clean -cache -modcache",
    ),
    "cargo": _Tool(
        "Cargo",
        Cache(directories=("/usr/local/cargo/registry", ".cargo/registry"), cleaners=(("cargo", "cache"),)),
        'rm -rf "${CARGO_HOME:-$HOME/.cargo}/registry"',
        "cargo registry",
    ),
    "gem": _GEMS,
    "bundler": _GEMS,
}
_OTHERS = {
    "composer": _Tool(
        "Composer",
        Cache(
            directories=(".composer/cache", ".cache/composer"),
            below="composer",
            place_variables=("COMPOSER_CACHE_DIR", "COMPOSER_HOME"),
            off_flags=("--no-cache",),
            cleaners=(("composer", "clear-cache"), ("composer", "clearcache"), ("composer", "cc")),
        ),
        "composer clear-cache",
    ),
    "bower": _Tool(
        "Bower",
        Cache(directories=(".cache/bower",), below="bower", cleaners=(("bower", "cache", "clean"),)),
        "bower cache clean --allow-root",
    ),
}
"""Tools whose commands are not read as installations."""
_COMMANDS = ("go", "cargo", "gem", "bundle", "bundler", *_OTHERS)
_VERBS = frozenset(["install", "i", "update", "require", "create-project"])


@rule("CAC011", on=run(*_COMMANDS), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last installation by each tool of a RUN that nothing cleans up after."""
    if not step.stage.reaches_image:
        return
    for tool, (command, span) in _last_uses(step).items():
        directory = cache_left(command, tool.cache)
        if directory is not None and directory != "/dev/null" and not _is_removed(command, tool):
            yield Problem(
                span,
                f"{tool.name} leaves its cache in the layer",
                help=f"end the RUN with `{tool.cleaner}`, or build in another stage",
                fix=_fix(command, tool),
            )


def _is_removed(command: Command, tool: _Tool) -> bool:
    """Whether the tool's own cleaner, or an `rm` with the same words in it, comes later in the RUN."""
    words = tool.removed.lower().split()
    later = (other for other in command.step.commands if other.name == "rm" and other.span.start > command.span.start)
    return any(words and all(word in value.lower() for word in words) for other in later for value in other.values)


def _last_uses(step: Step) -> dict[_Tool, tuple[Command, Span]]:
    found: dict[_Tool, tuple[Command, Span]] = {}
    for install in step.installs:
        if install.manager in _TOOLS and install.third_party:
            found[_TOOLS[install.manager]] = (install.command, install.span)
    for command in step.commands:
        if command.name in _OTHERS:
            verb = next(iter(read_options(command, ("-d", "--working-dir")).operands), None)
            if verb is not None and verb.value in _VERBS:
                found[_OTHERS[command.name]] = (command, Span(command.words[0].span.start, verb.word.span.end))
    return found


def _fix(command: Command, tool: _Tool) -> Fix | None:
    if command.words[0].expands or command.context or "/" in command.words[0].value:
        return None
    insertion = append_command(command, tool.cleaner)
    if insertion is None:
        return None
    edit = Edit(Span(insertion.offset, insertion.offset), insertion.text)
    return Fix("Clean at the end of the RUN", (edit,), safe=False)
