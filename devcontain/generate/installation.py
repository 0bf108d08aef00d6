"""How dependencies are installed: third parties in the image, the project itself when the container is made."""

import shlex
from dataclasses import replace

from devcontain.detect.facts import Dependencies, Facts
from devcontain.generate.names import is_mountable, shell_word
from devcontain.generate.plan import Decision, Installation

PROJECT = "/tmp/project"


def choose_installation(facts: Facts) -> tuple[Installation, tuple[Decision, ...], tuple[str, ...]]:
    """The installation for how the repository states its dependencies, its reason, and what to note about it."""
    dependencies = facts.dependencies
    match dependencies.manager:
        case "uv":
            title, chosen, because = "uv sync", _uv(dependencies), "uv.lock names every version"
        case "requirements":
            title, chosen, because = "pip", _requirements(dependencies), ", ".join(dependencies.files)
        case "project":
            because = "pyproject.toml; pip cannot install what a project requires without the project"
            title, chosen = "uv pip", _project(dependencies)
        case "source":
            because = f"{dependencies.evidence.path} says what it requires only when it is built"
            title, chosen = "pip", _source(dependencies)
        case "none":
            title, chosen, because = "an empty environment", Installation("pip"), "no file names dependencies"
    unreadable = [path for path in chosen.mounts if path in facts.hidden or not is_mountable(path)]
    decisions = (Decision("installation", title, because),)
    if not unreadable:
        return chosen, decisions, ()
    return replace(chosen, mounts=(), arguments=""), decisions, (_note(unreadable[0], facts.hidden),)


def _note(path: str, hidden: tuple[str, ...]) -> str:
    reason = ".dockerignore hides it" if path in hidden else "its name cannot stand in a Dockerfile"
    return f"the image build cannot read `{path}` ({reason}): all is installed when the container is made"


def _uv(dependencies: Dependencies) -> Installation:
    options = [f"--extra {extra}" for extra in dependencies.extras]
    if dependencies.has_members:
        options.insert(0, "--all-packages")
    return Installation(
        template="uv",
        mounts=dependencies.manifests,
        arguments=_joined("--no-install-workspace --no-install-local", *options),
        update=_joined("uv sync --locked", *options),
    )


def _requirements(dependencies: Dependencies) -> Installation:
    return Installation(
        template="pip",
        mounts=dependencies.manifests,
        arguments=_joined(*_image_files(dependencies)),
        update=_joined("pip install", *_files(dependencies), _itself(dependencies)),
    )


def _project(dependencies: Dependencies) -> Installation:
    extras = [f"--extra {extra}" for extra in dependencies.extras]
    image_groups = [f"--group {PROJECT}/pyproject.toml:{group}" for group in dependencies.groups]
    groups = [f"--group {group}" for group in dependencies.groups]
    itself = _itself(dependencies) or _joined("-r pyproject.toml", *extras)
    return Installation(
        template="project",
        mounts=dependencies.manifests,
        arguments=_joined(f"-r {PROJECT}/pyproject.toml", *extras, *image_groups, *_image_files(dependencies)),
        update=_joined("uv pip install", itself, *groups, *_files(dependencies)),
    )


def _source(dependencies: Dependencies) -> Installation:
    return Installation(template="pip", update=_joined("pip install", _itself(dependencies)))


def _image_files(dependencies: Dependencies) -> list[str]:
    return [f"-r {PROJECT}/{file}" for file in dependencies.image_files]


def _files(dependencies: Dependencies) -> list[str]:
    return [f"-r {shell_word(file)}" for file in dependencies.files]


def _itself(dependencies: Dependencies) -> str:
    extras = f"[{','.join(dependencies.extras)}]" if dependencies.extras else ""
    return f"-e {shlex.quote('.' + extras)}" if dependencies.is_packaged else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
