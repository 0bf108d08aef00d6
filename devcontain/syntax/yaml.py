"""YAML read as plain data."""

import warnings
from typing import Any

_MOST = 1_000_000
_TIMES = 100


class NotYamlError(ValueError):
    """Why a text is not YAML, and where: `row:column`, from 1, or nothing."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def read_yaml(text: str) -> Any:
    """The document as dicts, lists and scalars."""
    from ruamel.yaml import YAML

    with warnings.catch_warnings(action="ignore"):
        return YAML(typ="safe", pure=True).load(text)


def read_foreign_yaml(text: str) -> Any:
    """The same of a text that may be anything; raises NotYamlError."""
    from ruamel.yaml.error import MarkedYAMLError

    try:
        data = read_yaml(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise NotYamlError(error.problem or error.context or "not YAML", place) from None
    except RecursionError:
        raise NotYamlError("it is nested too deeply") from None
    except Exception as error:
        # Odd keys and values make ruamel.yaml raise whatever Python raises of them.
        raise NotYamlError(str(error).partition("\n")[0] or "not YAML") from None
    if _is_bomb(data):
        raise NotYamlError("its aliases stand for far more than it says")
    return data


def _is_bomb(data: Any) -> bool:
    """Whether a document grows beyond all measure where it is walked, or never ends, since aliases name aliases."""
    sizes: dict[int, int] = {}
    waiting, open_ = [data], set[int]()
    while waiting:
        value = waiting[-1]
        inner = _inner(value)
        if id(value) in sizes or not inner:
            waiting.pop()
        elif id(value) in open_:
            sizes[id(value)] = 1 + sum(sizes.get(id(one), 1) for one in inner)
            open_.remove(id(value))
            waiting.pop()
        else:
            open_.add(id(value))
            unknown = [one for one in inner if isinstance(one, dict | list) and id(one) not in sizes]
            if any(id(one) in open_ for one in unknown):
                return True
            waiting += unknown
    return sizes.get(id(data), 1) > max(_MOST, _TIMES * len(sizes))


def _inner(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
