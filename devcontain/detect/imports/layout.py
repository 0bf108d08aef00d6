"""Where the modules of a repository stand, and from where they can be imported."""

import posixpath

from devcontain.detect.imports.own import named_after

_ROOTS = ("src", "lib", "python")


class Layout:
    """Which modules code of the repository can import from it, by where the code stands."""

    def __init__(self, code: list[str]) -> None:
        self._packages = {posixpath.dirname(path) for path in code if path.endswith("/__init__.py")}
        self._children: dict[str, set[str]] = {}
        for path in code:
            name = path.removesuffix(".py")
            while name:
                folder, base = posixpath.split(name)
                if base in (known := self._children.setdefault(folder, set())):
                    break
                known.add(base)
                name = folder
        for folder in named_after(code):
            above, base = posixpath.split(folder)
            self._children[above].discard(base)
            self._children[above] |= {f"{base}.{name}" for name in self._children[folder]}
        tops = (folder for folder in self._packages if posixpath.dirname(folder) not in self._packages)
        self._tops = {posixpath.basename(folder) for folder in tops}
        self._roots = self._tops.union(*(self._children.get(root, ()) for root in ("", *_ROOTS)))
        self._seen: dict[str, set[str]] = {}

    def seen_from(self, path: str) -> set[str]:
        """The names at the roots, and those beside the file and above it, outside packages."""
        folder = posixpath.dirname(path)
        if folder not in self._seen:
            names = set(self._roots)
            above = folder
            while above:
                names |= self._children.get(above, set()) if above not in self._packages else set()
                above = posixpath.dirname(above)
            self._seen[folder] = names
        return self._seen[folder]
