"""How the application starts where it is in use, not in work."""

import posixpath

from devcontain.detect.facts import Dependencies, Evidence, Start, WebApplication
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository

_SCRIPTS = ("main.py", "app.py", "__main__.py")
_ADVICE = "{} starts with its own server, which is made for development: require gunicorn for production"


def detect_start(
    repository: Repository, pyproject: Pyproject | None, dependencies: Dependencies, web: tuple[WebApplication, ...]
) -> Start:
    """The web application's server, else the project's only command, else a script of a usual name."""
    application = next((one for one in web if one.command), None)
    if application:
        return _serve(repository, dependencies, application)
    scripts = [*pyproject.project.table("scripts").data, *pyproject.poetry.table("scripts").data] if pyproject else []
    if len(scripts) == 1 and dependencies.is_packaged and pyproject:
        return Start((scripts[0],), 0, Evidence(PYPROJECT, scripts[0]))
    path = next((name for name in _SCRIPTS if repository.has(name)), "")
    return Start(("python", path), 0, Evidence(path)) if path else Start()


def _serve(repository: Repository, dependencies: Dependencies, application: WebApplication) -> Start:
    command = tuple(word for word in application.command if word not in {"--debug", "--reload"})
    own = application.framework in {"Flask", "Django"}
    target = _wsgi(repository, application) if own and "gunicorn" in dependencies.names else ()
    if target:
        command = ("gunicorn", "--bind", f"0.0.0.0:{application.port}", *target)
    advice = _ADVICE.format(application.framework) if own and not target else ""
    return Start(command, application.port, application.evidence, advice)


def _wsgi(repository: Repository, application: WebApplication) -> tuple[str, ...]:
    """What gunicorn serves: the directory to import from, and the application in its module; nothing if unknown."""
    if application.framework == "Flask":
        return application.wsgi
    folder = posixpath.dirname(application.command[1])
    found = (path for path in repository.walk("/wsgi.py") if posixpath.dirname(path).startswith(folder))
    path = min(found, key=len, default="")
    if not path:
        return ()
    module = posixpath.relpath(path, folder or ".").removesuffix(".py").replace("/", ".")
    return (*(("--chdir", folder) if folder else ()), f"{module}:application")
