"""Code that only TensorFlow 1 can run."""

from itertools import islice

from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

NAME = "tensorflow"
LIMITED = "tensorflow<2"
_FILES = 200
_RARE = 10
_IMPORT = pattern(r"(?m)^[ \t]*(?:import tensorflow\b(?!\.compat)|from tensorflow\b(?!\.compat))")
_GONE = pattern(
    r"\b(?:tf|tensorflow)\.(?:contrib\b|placeholder\(|Session\(|InteractiveSession\(|app\.(?:run|flags)\b"
    r"|get_variable\(|variable_scope\(|global_variables_initializer\(|ConfigProto\()"
)
_COPES = ("compat.v1", "compat import v1", "disable_v2_behavior", "disable_eager_execution")


def is_for_tensorflow1(repository: Repository) -> bool:
    """Whether half of what imports it near the root uses what TensorFlow 2 has no more, and nothing copes with that.

    One script among many others is no reason to give all of them a Python that TensorFlow 1 runs on.
    """
    texts = [repository.glance(path) or "" for path in islice(repository.walk(".py"), _FILES)]
    used = [text for text in texts if _IMPORT.search(text)]
    if len(used) * _RARE < len(texts) or any(word in text for text in used for word in _COPES):
        return False
    return bool(used) and sum(_GONE.search(text) is not None for text in used) * 2 >= len(used)
