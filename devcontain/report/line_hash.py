"""The hashes that GitHub knows the lines of a file by, computed as its own upload does.

https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
"""

from __future__ import annotations

from collections import Counter
from sys import byteorder

_WINDOW = 100
_BASE = 37
_MASK = (1 << 64) - 1
_OLDEST = pow(_BASE, _WINDOW, 1 << 64)
_LINE_FEED, _END = 10, 65535


def line_hashes(text: str) -> list[str]:
    """For each line a hash of the 100 characters that follow its start, and how often it has come up so far.

    Characters are UTF-16 units; spaces and tabs do not count, and all line endings are one.
    """
    units = [*_units(text), _END]
    starts = [0, *(place + 1 for place, unit in enumerate(units) if unit == _LINE_FEED)]
    hashes: list[str] = []
    counts: Counter[str] = Counter()
    value = 0
    for place, unit in enumerate(units + [0] * _WINDOW):
        if len(hashes) < len(starts) and starts[len(hashes)] + _WINDOW == place:
            digest = f"{value:x}"
            counts[digest] += 1
            hashes.append(f"{digest}:{counts[digest]}")
        oldest = units[place - _WINDOW] if place >= _WINDOW else 0
        value = (_BASE * value + unit - _OLDEST * oldest) & _MASK
    return hashes


def _units(text: str) -> memoryview:
    bare = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    return memoryview(bare.encode(f"utf-16-{byteorder[0]}e", "surrogatepass")).cast("H")
