"""Set owner and mode when you copy, not afterwards.

To change the owner or mode of a file, a layer needs a copy of the whole file: `chown -R` of what an earlier
instruction brought stores it all a second time. Say `COPY --chown=user:group` or `COPY --chmod=755`, or do it in the
RUN that makes the files. The fix keeps a `chown` of the directory itself, which takes no room. Small files, and stages
that do not reach the image, are left alone.

```dockerfile bad
FROM python:3.12-slim
RUN useradd -m app
WORKDIR /app
COPY . .
RUN «chown -R app:app /app»
USER app
```

```dockerfile unsafe
FROM python:3.12-slim
RUN useradd -m app
WORKDIR /app
COPY --chown=app:app . .
RUN chown app:app /app
USER app
```

```dockerfile bad
FROM python:3.12-slim
COPY models/ /models/
COPY --chown=0:0 data /models/data
RUN «chmod -R 0755 /models»
```

```dockerfile unsafe
FROM python:3.12-slim
COPY --chmod=0755 models/ /models/
COPY --chmod=0755 --chown=0:0 data /models/data
RUN chmod 0755 /models
```

```dockerfile bad
FROM python:3.12-slim
RUN git clone --branch v1.2 https://github.com/example/tool /opt/tool
RUN useradd app && «chown -R app /opt»
```

```dockerfile bad
FROM python:3.12-slim
RUN tar -xzf spark-3.5.1.tgz -C /usr/local && mv /usr/local/spark-3.5.1 /usr/local/spark
RUN «chown -R root:root /usr/local/spark»
```

```dockerfile bad
FROM python:3.12-slim
COPY src /home/app/src
RUN useradd app && «chown -R app /home/app/src/server»
COPY models /opt/models
RUN sudo «chown -R app /opt/models/large»
```

```dockerfile bad
FROM python:3.12-slim
ARG WORKSPACE
ADD package.tar.gz ${WORKSPACE}
RUN «chmod -R g+w $WORKSPACE/package»
```

```dockerfile good
FROM python:3.12-slim
COPY src /app
COPY settings.py /opt
RUN mkdir /app/data && chown -R app /app/data
RUN chown -R app /opt/tools
```

```dockerfile good
FROM python:3.12-slim
COPY entrypoint.sh /opt/
RUN useradd app && mkdir /data && chown -R app /data /opt
COPY --chown=app . /app
RUN git clone --branch v1.2 https://github.com/example/tool && chown -R app tool
```
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Note, Problem, dockerfile, rule
from devcontain.pattern import pattern
from devcontain.semantics.contents import Content, Contents, brought_by, fills_directory, history, is_file
from devcontain.semantics.directories import absolute
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.shell_words import Word

_FLAGS = {"chown": "chown", "chgrp": "chown", "chmod": "chmod"}
_RECURSIVE = pattern(r"-[a-zA-Z]*R[a-zA-Z]*|--recursive")
_MODE = pattern(r"0?[0-7]{3}")
_OWNER = pattern(r"[\w.-]+(?::[\w.-]+)?")
_HARMLESS = frozenset("chown chmod chgrp useradd groupadd adduser addgroup usermod set true : echo".split())
_PLAIN = _HARMLESS | frozenset(["find", "xargs", "ls", "cd"])
_PASSIVE = frozenset("ENV LABEL ARG EXPOSE CMD ENTRYPOINT USER WORKDIR VOLUME STOPSIGNAL HEALTHCHECK".split())
_MAXIMUM_COPIES = 10


@rule("LAY005", on=dockerfile(*_FLAGS), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first recursive change of owner or mode of each RUN that covers what an earlier layer brought."""
    earlier = Contents()
    for brought in history(build):
        yield from islice(_doubled(brought.step, earlier), 1)
        for content in brought.left:
            earlier.add(content)


def _doubled(step: Step, earlier: Contents) -> Iterator[Problem]:
    """The changes of one RUN; one layer holds one copy, however often it changes."""
    for command in step.commands if step.keyword == "RUN" else ():
        if command.name in _FLAGS and any(map(_RECURSIVE.fullmatch, command.values)) and not command.has_flag("--from"):
            yield from _problem(command, earlier)


def _problem(command: Command, earlier: Contents) -> Iterator[Problem]:
    operands = _operands(command)
    for word, value in operands[1:]:
        path = absolute(command, value)
        content = _covered(command.step, path, earlier) if path else None
        if path is not None and content is not None and _is_large(content):
            flag = _FLAGS[command.name]
            yield Problem(
                command.span,
                f"`{command.name}` stores a second copy of what an earlier layer brought",
                help=f"say `COPY --{flag}=...`, or do it in the RUN that makes the files",
                fix=_fix(command, path) if len(operands) == 2 and word is operands[1][0] else None,
                also=(Note(content.span, "brought here"),),
            )
            return


def _covered(step: Step, path: str, earlier: Contents) -> Content | None:
    """What an earlier layer brought to a path, below it, or around it where this RUN does not make the path itself."""
    content = earlier.within(path)
    if content is not None or is_file(path) or not _is_all(step, _PLAIN):
        return content
    around = earlier.around(path)
    return around if around is not None and fills_directory(around) else None


def _operands(command: Command) -> list[tuple[Word, str]]:
    """The owner or mode, and the paths."""
    pairs = zip(command.arguments, command.values, strict=True)
    return [(word, value) for word, value in pairs if not value.startswith("-")]


def _is_large(content: Content) -> bool:
    return not content.is_small and content.kind not in ("directory", "cache", "unpacked")


def _fix(command: Command, path: str) -> Fix | None:
    """Give the copies the owner or mode, and change only the directory itself, where that comes to the same."""
    flag = next(word for word in command.arguments if _RECURSIVE.fullmatch(word.value))
    copies = _copies(command, path)
    value = _operands(command)[0][1]
    if not copies or flag.value not in ("-R", "--recursive") or not _is_plain(command, value):
        return None
    if any(not _is_plain_copy(step, _FLAGS[command.name]) for step in copies):
        return None
    text = f" --{_FLAGS[command.name]}={value}"
    edits = [Edit(Span(place, place), text) for place in (step.instruction.keyword_span.end for step in copies)]
    start = command.arguments[command.arguments.index(flag) - 1].span.end if flag is not command.arguments[0] else 0
    start = start or command.words[0].span.end
    return Fix(f"Copy with `{text.strip()}`", (*edits, Edit(Span(start, flag.span.end), "")), safe=False)


def _is_plain(command: Command, value: str) -> bool:
    """Whether COPY takes the owner or mode as it is written, and nothing else in the RUN makes files."""
    if command.name == "chgrp" or command.outer is not None or command.context or command.wrappers:
        return False
    if command.step.instruction.exec_form is not None or command.step.instruction.heredocs:
        return False
    form = _OWNER if command.name == "chown" else _MODE
    return bool(form.fullmatch(value)) and _is_all(command.step, _HARMLESS)


def _is_all(step: Step, names: frozenset[str]) -> bool:
    """Whether a RUN calls nothing else; the names are looked at first, of which there are few."""
    return step.vocabulary <= names or all(command.name in names for command in step.commands)


def _is_plain_copy(step: Step, flag: str) -> bool:
    return step.written.keyword == "COPY" and step.instruction.flag(flag) is None


def _copies(command: Command, path: str) -> list[Step]:
    """The COPYs that fill the directory, nearest last; nothing where another instruction may have put files there."""
    found: list[Step] = []
    step = command.step
    for earlier in reversed(step.stage.steps[: step.index]):
        if earlier.keyword in ("COPY", "ADD"):
            places = [content.path for content in brought_by(earlier)]
            if not places:
                return []
            if all(f"{place}/".startswith(f"{path}/") for place in places):
                found.append(earlier)
            elif any(f"{path}/".startswith(f"{place}/") for place in places):
                return []
        elif earlier.keyword == "RUN":
            break
        elif earlier.keyword not in _PASSIVE:
            return []
    names = _owner_names(command)
    if len(found) > _MAXIMUM_COPIES or any(_mentions(step, names) for step in _between(found, step)):
        return []
    return found[::-1] if _is_untouched(step, path, found) else []


def _owner_names(command: Command) -> set[str]:
    return set(_operands(command)[0][1].split(":")) if command.name == "chown" else set()


def _between(copies: list[Step], step: Step) -> list[Step]:
    """The RUNs from the first of the copies to the change of owner: a user made there is not there for the copies."""
    if not copies:
        return []
    return [other for other in step.stage.steps[copies[-1].index : step.index + 1] if other.keyword == "RUN"]


def _mentions(step: Step, names: set[str]) -> bool:
    return any(
        command.name in ("useradd", "adduser", "groupadd", "addgroup") and not names.isdisjoint(command.values)
        for command in step.commands
    )


def _is_untouched(step: Step, path: str, copies: list[Step]) -> bool:
    """Whether nothing before the copies is known to have put files below the directory."""
    if not copies:
        return False
    first = copies[-1].index
    for earlier in step.stage.steps[:first]:
        if any(f"{content.path}/".startswith(f"{path}/") and content.path != path for content in brought_by(earlier)):
            return False
    return step.stage.parent is None
