"""What came of taking over a file."""

from typing import NamedTuple


class Adopted(NamedTuple):
    """The text to be there, and what is kept, replaced and left behind: a sentence each."""

    text: str
    notes: tuple[str, ...] = ()
