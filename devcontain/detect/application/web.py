"""The web application: its framework, its port, and the command that runs it with reload."""

import posixpath
from collections.abc import Iterator
from itertools import islice

from devcontain.detect.application.data_app import detect_data_apps
from devcontain.detect.application.flaskenv import read_flaskenv
from devcontain.detect.application.web_application import Application, read_application, read_port
from devcontain.detect.facts import Dependencies, Evidence, WebApplication
from devcontain.detect.imports.brought import brought_by
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement

_PORTS = {"Flask": 5000, "FastAPI": 8000, "Django": 8000}
_BUILT_ON = ("Litestar", "Starlette")
"""What other frameworks and servers build on too: in use only where the code makes an application of it."""
_PORT = 8000
_FILES = 2000
_SERVERS = {"uvicorn", "fastapi[standard]", "fastapi[all]", "litestar[standard]"}


def detect_web(repository: Repository, dependencies: Dependencies) -> Iterator[WebApplication]:
    """Each framework that the project runs on; a package without an application only builds on the framework."""
    candidates = list(islice(repository.walk_own(".py"), _FILES))
    named = False
    for framework, port in _PORTS.items():
        required = _required(framework, dependencies)
        found = _find(repository, framework, candidates) if required else None
        named = named or found is not None
        if found:
            yield _application(framework, found, port, repository, dependencies)
        elif required and not _is_only_brought(framework, dependencies):
            yield WebApplication(framework, port, (), Evidence(required.path, required.text))
    for framework in _BUILT_ON if not named else ():
        found = _find(repository, framework, candidates) if _required(framework, dependencies) else None
        if found:
            yield _application(framework, found, _PORT, repository, dependencies)
    yield from detect_data_apps(repository, dependencies, candidates)


def _required(framework: str, dependencies: Dependencies) -> Requirement | None:
    return next((one for one in dependencies.requirements if one.name == framework.lower()), None)


def _is_only_brought(framework: str, dependencies: Dependencies) -> bool:
    """Whether a framework without an application serves something else, as FastAPI does Gradio in a frozen file."""
    if dependencies.is_packaged or dependencies.manager == "scripts":
        return True
    others = (name for name in dependencies.names if not name.startswith(framework.lower()))
    return framework.lower() in brought_by(others)


def _application(
    framework: str, found: Application, port: int, repository: Repository, dependencies: Dependencies
) -> WebApplication:
    port = found.port or port
    evidence = Evidence(found.port_path or found.path, f"port {port}" if found.port else "")
    command = _command(framework, found, port, repository, dependencies)
    return WebApplication(framework, port, command, evidence, _wsgi(framework, found, repository))


def _find(repository: Repository, framework: str, candidates: list[str]) -> Application | None:
    """The application that stands nearest to the root; one that can be started before one that cannot."""
    if framework == "Django":
        manage = next((path for path in candidates if posixpath.basename(path) == "manage.py"), None)
        return Application(manage) if manage else None
    best = read_flaskenv(repository) if framework == "Flask" else None
    if best is None:
        found = [application for path in candidates if (application := read_application(repository, path, framework))]
        best = min(found, key=lambda one: (not one.name, one.is_factory), default=None)
    if best is None or best.port:
        return best
    ports = ((path, port) for path in candidates if (port := read_port(repository, path, framework)))
    path, port = next(ports, ("", 0))
    return best._replace(port=port, port_path=path)


def _command(
    framework: str, found: Application, port: int, repository: Repository, dependencies: Dependencies
) -> tuple[str, ...]:
    if framework == "Django":
        return ("python", found.path, "runserver", f"0.0.0.0:{port}")
    if not found.name:
        return ()
    listen = ("--host", "0.0.0.0", "--port", str(port))
    if framework == "Flask":
        path = found.path.removesuffix("/__init__.py")
        is_found = found.is_factory or found.name in {"app", "application"}
        return ("flask", "--app", path if is_found else f"{path}:{found.name}", "run", "--debug", *listen)
    if not _SERVERS & dependencies.names:
        return ()
    directory, module = module_name(repository, found.path)
    options = [*(["--app-dir", directory] if directory else []), *(["--factory"] if found.is_factory else [])]
    return ("uvicorn", *options, f"{module}:{found.name}", "--reload", *listen)


def _wsgi(framework: str, found: Application, repository: Repository) -> tuple[str, ...]:
    if framework != "Flask" or not found.name:
        return ()
    directory, module = module_name(repository, found.path)
    call = "()" if found.is_factory else ""
    return (*(("--chdir", directory) if directory else ()), f"{module}:{found.name}{call}")


def module_name(repository: Repository, path: str) -> tuple[str, str]:
    """The directory to import from, and the dotted name of the module there."""
    directory, name = posixpath.split(path.removesuffix("/__init__.py").removesuffix(".py"))
    parts = [name]
    while directory and repository.has(f"{directory}/__init__.py"):
        directory, package = posixpath.split(directory)
        parts.insert(0, package)
    return directory, ".".join(parts)
