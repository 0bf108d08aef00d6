"""Let a dev container open on machines without a GPU.

`--gpus` in `runArgs` is a demand: where the engine has no GPU to give, the container does not start, and the person
on the laptop, the Codespace and the CI job cannot open the project. `"hostRequirements": {"gpu": "optional"}` adds
the same flag only where the engine has the NVIDIA runtime. A second configuration in its own folder, beside one that
opens anywhere, may insist.

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "runArgs": [«"--gpus", "all"»]
}
```

```jsonc unsafe .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "hostRequirements": {"gpu": "optional"}
}
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "runArgs": ["--shm-size=8g", «"--gpus=all"»]
}
```

```jsonc good .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "hostRequirements": {"gpu": "optional"},
  "runArgs": ["--shm-size=8g"]
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DEVCONTAINER, WARNING, Edit, Fix, Problem, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.syntax.tree import Node
    from devcontain.workspace import DevContainer

_OPTIONAL = '"hostRequirements": {"gpu": "optional"}'


@rule("GPU2101", on=DEVCONTAINER, severity=WARNING)
def check(devcontainer: DevContainer) -> Iterator[Problem]:
    """Yield each demand for a GPU among the arguments of `docker run`."""
    arguments = devcontainer.get("runArgs")
    demands = _demands_of(devcontainer)
    if arguments is None or not demands or not all(_demands_of(each) for each in devcontainer.alternatives):
        return
    for first, last in demands:
        yield Problem(
            Span(first.span.start, last.span.end),
            "the container does not start on a machine without a GPU",
            help=f"write `{_OPTIONAL}` instead, and insist in a second configuration",
            fix=_fix(devcontainer, arguments, first, last),
        )


def _demands_of(devcontainer: DevContainer) -> list[tuple[Node, Node]]:
    arguments = devcontainer.get("runArgs")
    return list(_demands(arguments.children)) if arguments is not None and arguments.kind == "sequence" else []


def _demands(children: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
    for index, child in enumerate(children):
        value = str(child.value)
        following = children[index + 1] if index + 1 < len(children) else child
        if value in ("--gpus", "--runtime", "--device") and following is not child:
            if _is_gpu(value, str(following.value)):
                yield child, following
        elif "=" in value and _is_gpu(*value.split("=", 1)):
            yield child, child


def _is_gpu(option: str, value: str) -> bool:
    match option:
        case "--gpus":
            return True
        case "--runtime":
            return value == "nvidia"
        case "--device":
            return value.startswith(("nvidia.com/gpu", "/dev/nvidia"))
    return False


def _fix(devcontainer: DevContainer, arguments: Node, first: Node, last: Node) -> Fix | None:
    """Replace a demand for all GPUs by the requirement that adapts to the machine."""
    if str(last.value) not in ("all", "--gpus=all"):
        return None
    root = devcontainer.document.root
    member = root.key("runArgs") if root is not None else None
    if member is None:
        return None
    host = devcontainer.get("hostRequirements")
    if host is not None and host.get("gpu") is None:
        return None
    others = [child for child in arguments.children if not first.span.start <= child.span.start <= last.span.start]
    edits = [*_remove(arguments, others)] if others or host is None else []
    if host is None:
        place = member.span.start
        text = _OPTIONAL + (f",{_gap(devcontainer, place)}" if others else "")
        edits.append(Edit(Span(place, arguments.span.end if not others else place), text))
    return Fix("Ask for a GPU only where there is one", tuple(edits), safe=False) if edits else None


def _remove(arguments: Node, others: list[Node]) -> Iterator[Edit]:
    """Remove the demand from the list; a list that becomes empty is replaced as a whole."""
    if not others:
        return
    keep = {child.span.start for child in others}
    children = arguments.children
    gone = [index for index, child in enumerate(children) if child.span.start not in keep]
    low, high = gone[0], gone[-1]
    if high + 1 < len(children):
        yield Edit(Span(children[low].span.start, children[high + 1].span.start), "")
    else:
        yield Edit(Span(children[low - 1].span.end, children[high].span.end), "")


def _gap(devcontainer: DevContainer, place: int) -> str:
    """The line break and indentation before a member, or a space where it stands on a line with others."""
    text = devcontainer.source.text
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return " " if line.strip() else "\n" + line
