"""Wheels that are built for one release of PyTorch, and pages of them: which release and CUDA their names say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install
    from devcontain.syntax.shell_words import Word

_PAGES = (
    pattern(r"openmmlab\.[\w.-]+/mmcv/dist/cu(?P<cuda>\d+)/torch(?P<torch>\d+\.\d+)"),
    pattern(r"(?:pyg\.org|pytorch-geometric\.com)/whl/torch-(?P<torch>\d+\.\d+)[\d.]*\d(?:\+cu(?P<cuda>\d+))?"),
    pattern(r"/detectron2/wheels/cu(?P<cuda>\d+)/torch(?P<torch>\d+\.\d+)"),
    pattern(r"/pytorch3d/packaging/wheels/py3\d+_cu(?P<cuda>\d+)_pyt(?P<joined>\d{3,4})\b"),
    pattern(r"data\.dgl\.ai/wheels/torch-(?P<torch>\d+\.\d+)(?:/cu(?P<cuda>\d+))?"),
    pattern(r"nvidia-kaolin\.[\w.-]+/torch-(?P<torch>\d+\.\d+)[\d.]*\d_cu(?P<cuda>\d+)"),
    pattern(r"\+cu(?P<cuda>\d+)torch(?P<torch>\d+\.\d+).*\.whl"),
)
_MAJOR_ALONE = 2
"""So many digits of a CUDA, such as `cu12`, are its major version."""


class TorchWheel(NamedTuple):
    """The release of PyTorch that wheels are built for, such as `2.1`, their CUDA if that is said, and where."""

    torch: str
    cuda: str
    word: Word


def torch_wheels(install: Install) -> Iterator[TorchWheel]:
    """The pages and the files of such wheels that an installation names."""
    if install.manager not in ("pip", "uv"):
        return
    named = [(index.url, index.word) for index in indexes_of(install) if index.word is not None]
    named += [(package.name, package.word) for package in install.packages if package.name.endswith(".whl")]
    for url, word in named:
        plain = url.replace("%2B", "+").replace("%2b", "+")
        match = next((found for page in _PAGES if (found := page.search(plain))), None)
        if match is not None:
            parts = match.groupdict()
            torch = parts.get("torch") or _split(parts["joined"])
            yield TorchWheel(torch, _cuda(parts["cuda"] or ""), word)


def _split(joined: str) -> str:
    """`1.13` for `1130`, whose last digit is that of the patch."""
    return f"{joined[0]}.{joined[1:-1]}"


def _cuda(digits: str) -> str:
    return digits if len(digits) <= _MAJOR_ALONE else f"{digits[:-1]}.{digits[-1]}"
