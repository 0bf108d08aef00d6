"""Whether a file is about GPUs at all: most are not, and then nothing else is asked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devcontain.semantics.build import Build

_WORDS = (
    *("cuda", "nvidia", "torch", "tensorflow", "rocm", "cupy", "onnxruntime", "jax", "flash", "vllm", "xformers"),
    *("faiss", "7fa2af80", "nvcc"),
)


@lru_cache(maxsize=1)
def speaks_of_gpus(build: Build) -> bool:
    """Whether a Dockerfile names anything of a GPU's, by words that all such software has in its names."""
    text = build.dockerfile.source.text.lower()
    return any(word in text for word in _WORDS)
