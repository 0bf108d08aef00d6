"""Where libraries keep what they download: models, data sets, jars."""

from collections.abc import Iterator
from itertools import islice

from devcontain.detect.facts import Dependencies, Evidence, ModelCache
from devcontain.manifests.repository import Repository

_FILES = 2000
_NEW_IVY = 4
_CACHES = {
    ("huggingface", ".cache/huggingface"): (
        *(
            "accelerate",
            "bertopic",
            "datasets",
            "diffusers",
            "evaluate",
            "faster-whisper",
            "huggingface-hub",
            "lm-eval",
        ),
        *("open-clip-torch", "peft", "sentence-transformers", "setfit", "sglang", "timm", "tokenizers", "transformers"),
        *("trl", "unsloth", "vllm"),
    ),
    ("torch", ".cache/torch"): (
        *("facenet-pytorch", "lpips", "pretrainedmodels", "pytorch-fid", "segmentation-models-pytorch", "torchaudio"),
        *("torchtext", "torchvision"),
    ),
    ("kagglehub", ".cache/kagglehub"): ("kagglehub",),
    ("keras", ".keras"): ("keras", "tensorflow"),
    ("modelscope", ".cache/modelscope"): ("modelscope",),
    ("nltk", "nltk_data"): ("nltk",),
    ("playwright", ".cache/ms-playwright"): ("playwright", "pytest-playwright", "pytest-playwright-asyncio"),
    ("tensorflow-datasets", "tensorflow_datasets"): ("tensorflow-datasets", "tfds-nightly"),
    ("whisper", ".cache/whisper"): ("openai-whisper",),
}
"""The directory under the user's home that each fills by default, and what is required by those who use it."""


def detect_model_caches(repository: Repository, dependencies: Dependencies) -> Iterator[ModelCache]:
    """The caches that what the project requires by name fills, each once."""
    listed = {requirement.name: requirement for requirement in dependencies.all_requirements}
    for (name, path), distributions in _CACHES.items():
        user = next((listed[one] for one in distributions if one in listed), None)
        if user:
            yield ModelCache(name, path, Evidence(user.path, user.text))
        elif name == "torch" and "torch" in listed and (evidence := _mention(repository, "torch.hub")):
            yield ModelCache(name, path, evidence)
    spark = listed.get("pyspark")
    if spark and (evidence := _mention(repository, "spark.jars.packages")):
        # Where Spark keeps jars is named after its Ivy, which Spark 4 has a newer one of.
        yield ModelCache("ivy", ".ivy2" if spark.pin and spark.pin.major < _NEW_IVY else ".ivy2.5.2", evidence)


def _mention(repository: Repository, word: str) -> Evidence | None:
    """The first file of code that has a word."""
    for path in islice(repository.walk(".py"), _FILES):
        if word in (repository.glance(path) or ""):
            return Evidence(path, word)
    return None
