"""What code may import, by its lines alone: to parse it takes fifty times as long."""

from collections.abc import Iterator

from devcontain.detect.imports.names import IN_PARTS
from devcontain.pattern import pattern

NAMESPACES = frozenset(name.partition(".")[0] for name in IN_PARTS)
"""Modules whose first name does not say which distribution brings them."""

_STATEMENT = pattern(r"(?:^|[;:])[ \t\f]*(import|from)\b([^\n;]*)")
_FROM = pattern(r"\s+([\w.]+)\s+import\b(.*)")


def modules_on_lines(code: str) -> set[str] | None:
    """No fewer modules than the code imports, and some that only its texts name; nothing where lines do not tell."""
    found: set[str] = set()
    for line in _lines_with_import(code.removeprefix("\ufeff").replace("\r", "\n")):
        if "\\" in line:
            return None
        for keyword, rest in _STATEMENT.findall(line):
            modules = _imported(rest) if keyword == "import" else _imported_from(rest)
            if modules is None:
                return None
            found.update(modules)
    return found


def _lines_with_import(text: str) -> Iterator[str]:
    """Those that have the word, which both kinds of statement do, each with the backslash that it may continue."""
    at = text.find("import")
    while at >= 0:
        start = text.rfind("\n", 0, at)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[start + 1 : end] if start < 1 or text[start - 1] != "\\" else "\\"
        at = text.find("import", end)


def _imported(rest: str) -> Iterator[str]:
    named = (part.split() for part in rest.partition("#")[0].split(","))
    return (_shortened(words[0]) for words in named if words)


def _imported_from(rest: str) -> Iterator[str] | None:
    match = _FROM.match(rest)
    if match is None or match[1].startswith("."):
        return None if match is None and " import" in rest else iter(())
    if match[1].partition(".")[0] not in NAMESPACES:
        return iter((_shortened(match[1]),))
    return None if "(" in match[2] else (f"{match[1]}.{name}" for name in match[2].replace(",", " ").split())


def _shortened(module: str) -> str:
    """The first name where that says all, so that there are few to ask about."""
    first = module.partition(".")[0]
    return module if first in NAMESPACES else first
