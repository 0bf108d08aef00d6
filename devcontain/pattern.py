"""Regular expressions that are compiled when they are first used: over one small file most of them never are."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Looks like a compiled pattern; a method that is asked for is kept, so that only the first call takes longer."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, value)
        return value


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a text; for calling its methods, not for handing to the functions of `re`."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
