"""Where a project stands in what its dev container mounts; the folders above and below it that matter."""

from pathlib import Path

from devcontain.detect.facts import Place


def find_place(directory: Path) -> tuple[Path, Place]:
    """The folder that is mounted, which is the root of the git repository as editors have it, and the place in it."""
    resolved = directory.resolve()
    root = next((folder for folder in (resolved, *resolved.parents) if _is_git_root(folder)), resolved)
    base = resolved.relative_to(root).as_posix()
    return root, Place(base, base, base, f"{base}/.devcontainer".removeprefix("./"))


def _is_git_root(folder: Path) -> bool:
    """Whether git's files are there; a worktree and a submodule have a file in place of the folder."""
    try:
        return (folder / ".git").exists()
    except OSError:
        return False
