"""Text for XML: every document can hold it, and nothing in it ends an element or an attribute."""

from devcontain.report.terminal import printable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def xml(text: str) -> str:
    """The text in ASCII: controls spelled out, other characters as references."""
    escaped = "".join(_ENTITIES.get(character, character) for character in printable(text))
    return escaped.encode("ascii", "xmlcharrefreplace").decode()


def tag(element: str, /, **attributes: object) -> str:
    """The inside of a start tag."""
    return " ".join([element, *(f'{key}="{xml(str(value))}"' for key, value in attributes.items())])
