"""The Python libraries that compute on NVIDIA GPUs, and where each takes CUDA from."""

from typing import NamedTuple


class Library(NamedTuple):
    """A distribution: `carrier` is what brings its CUDA, where the wheel of that name alone does not."""

    title: str
    carrier: str = ""


LIBRARIES = {
    "torch": Library("PyTorch"),
    "pytorch-lightning": Library("PyTorch Lightning"),
    "lightning": Library("Lightning"),
    "vllm": Library("vLLM"),
    "xformers": Library("xFormers"),
    "bitsandbytes": Library("bitsandbytes"),
    "flash-attn": Library("FlashAttention"),
    "deepspeed": Library("DeepSpeed"),
    "tensorflow": Library("TensorFlow", "tensorflow[and-cuda]"),
    "tensorflow-gpu": Library("TensorFlow", "tensorflow[and-cuda]"),
    "pycuda": Library("PyCUDA"),
    "cupy": Library("CuPy"),
    "cupy-cuda12x": Library("CuPy", "cupy-cuda12x[ctk]"),
    "cupy-cuda13x": Library("CuPy", "cupy-cuda13x[ctk]"),
    "onnxruntime-gpu": Library("ONNX Runtime", "onnxruntime-gpu[cuda,cudnn]"),
    "ctranslate2": Library("CTranslate2", "nvidia-cublas-cu12"),
    "faster-whisper": Library("faster-whisper", "nvidia-cublas-cu12"),
}
"""Distributions that use a GPU where there is one; by their metadata, torch and what stands on it bring CUDA."""

JAX_EXTRAS = frozenset({"cuda", "cuda12", "cuda13"})
"""Extras of jax that bring CUDA; without one it runs on the CPU."""


def is_cpu_build(version: str, index: str) -> bool:
    """Whether a wheel's local version or its index says that it is built without CUDA."""
    return version.endswith("+cpu") or index.rstrip("/").endswith("/whl/cpu")
