"""A file to be."""

from typing import NamedTuple


class Artifact(NamedTuple):
    """A path in the repository and the text to be there."""

    path: str
    text: str
