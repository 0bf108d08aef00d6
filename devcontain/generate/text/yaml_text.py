"""YAML laid out as a person would; the one place that writes YAML."""

import io
from typing import Any

from devcontain.pattern import pattern

_PLAIN = pattern(r"[\w./-]+")
_INLINE = {"profiles", "test", "capabilities", "aliases"}


def yaml_text(data: dict[str, Any], comments: dict[str, str]) -> str:
    """The text of a compose file: an empty line between services, and comments above those that are named."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1000
    yaml.representer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
    )
    document = _laid_out(data)
    for parent, indent in ((document, 0), (document["services"], 2)):
        for name in list(parent)[1:]:
            parent.yaml_set_comment_before_after_key(name, before=f"\n{comments.get(name, '')}", indent=indent)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _laid_out(value: Any, key: str = "") -> Any:
    """The same value, with its short lists marked to stand on one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

    if isinstance(value, dict):
        return CommentedMap({name: _laid_out(item, name) for name, item in value.items()})
    if isinstance(value, list):
        if key == "ports":
            # YAML 1.1 takes a plain `22:22` for a number.
            return CommentedSeq(SingleQuotedScalarString(item) if isinstance(item, str) else item for item in value)
        if key not in _INLINE:
            return CommentedSeq(_laid_out(item) for item in value)
        sequence = CommentedSeq(
            DoubleQuotedScalarString(item) if isinstance(item, str) and not _PLAIN.fullmatch(item) else item
            for item in value
        )
        sequence.fa.set_flow_style()
        return sequence
    return LiteralScalarString(value) if isinstance(value, str) and value.endswith("\n") else value
