"""How the application starts where it is in use, not in work."""

import posixpath
from itertools import islice, pairwise

from devcontain.detect.application.container_command import find_container_command
from devcontain.detect.application.procfile import PATH as PROCFILE
from devcontain.detect.application.procfile import find_setting, read_procfile
from devcontain.detect.application.project_commands import find_command
from devcontain.detect.facts import Dependencies, Evidence, Start, WebApplication, Worker
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_SCRIPTS = ("main.py", "app.py", "__main__.py")
_ADVICE = "{} starts with its own server, which is made for development: require gunicorn for production"
_FRAMEWORKS = ("Dash", "Django", "Flask")
_FILES = 2000
_PORT = 8000
_NAMED_PORT = pattern(r"(?:^|[:=])(\d{2,5})")
_ADDRESS = pattern(r"(?:0\.0\.0\.0|\[::\])?:(\d{2,5})")
_PORT_OPTIONS = ("-b", "--bind", "--port", "-p", "--server.port")
# gunicorn's workers show in a file that they are alive, which a container that is read-only has room for here alone.
_GUNICORN = ("gunicorn", "--worker-tmp-dir", "/dev/shm", "--bind")
_ENDING = frozenset({"celery", "daphne", "gunicorn", "hypercorn", "streamlit", "uvicorn", "uwsgi", "waitress-serve"})
"""The programs that end when they are told to by SIGTERM."""


def detect_start(
    repository: Repository,
    pyproject: Pyproject | None,
    dependencies: Dependencies,
    web: tuple[WebApplication, ...],
    workers: tuple[Worker, ...],
    name: str,
) -> Start:
    """What the Procfile says, else the web application's server, the project's only command, a worker, what the
    Dockerfile starts, or a script.
    """
    start = _start(repository, pyproject, dependencies, web, workers, name)
    handles = _ENDING.intersection(start.command[:1]) or _mentions_sigterm(repository)
    return start._replace(handles_sigterm=bool(handles))


def _start(
    repository: Repository,
    pyproject: Pyproject | None,
    dependencies: Dependencies,
    web: tuple[WebApplication, ...],
    workers: tuple[Worker, ...],
    name: str,
) -> Start:
    application = next((one for one in web if one.command), None)
    port = application.port if application else next((one.port for one in web if one.wsgi), _PORT)
    if words := read_procfile(repository, dependencies, port):
        setting = find_setting(words, repository)
        return Start(words, _port(words) or int((setting and setting[1]) or 0), Evidence(PROCFILE))
    if application:
        return _serve(repository, dependencies, application)
    command = find_command(repository, pyproject, name) if dependencies.is_packaged else None
    if command:
        return Start((command.text,), 0, command)
    if workers:
        return Start(workers[0].command, 0, workers[0].evidence)
    if started := find_container_command(repository):
        return Start(started[0], 0, started[1])
    path = next((name for name in _SCRIPTS if repository.has(name)), "")
    return Start(("python", path), 0, Evidence(path)) if path else Start()


def _port(words: tuple[str, ...]) -> int:
    """The port that a command's words name; 0 where there is none."""
    for before, word in pairwise(words):
        is_named = before in _PORT_OPTIONS or word.startswith(_PORT_OPTIONS)
        match = _NAMED_PORT.search(word) if is_named else _ADDRESS.fullmatch(word)
        if match:
            return int(match[1])
    return 0


def _serve(repository: Repository, dependencies: Dependencies, application: WebApplication) -> Start:
    command = tuple(word for word in application.command if word not in {"--debug", "--reload"})
    own = application.framework in _FRAMEWORKS
    target = _wsgi(repository, application) if own and "gunicorn" in dependencies.names else ()
    if target:
        command = (*_GUNICORN, f"0.0.0.0:{application.port}", *target)
    advice = _ADVICE.format(application.framework) if own and not target else ""
    environment = () if target else application.environment
    return Start(command, application.port, application.evidence, advice, environment)


def _wsgi(repository: Repository, application: WebApplication) -> tuple[str, ...]:
    """What gunicorn serves: the directory to import from, and the application in its module; nothing if unknown."""
    if application.framework != "Django":
        return application.wsgi
    folder = posixpath.dirname(application.command[1])
    found = (path for path in repository.walk("/wsgi.py") if posixpath.dirname(path).startswith(folder))
    path = min(found, key=len, default="")
    if not path:
        return ()
    module = posixpath.relpath(path, folder or ".").removesuffix(".py").replace("/", ".")
    return (*(("--chdir", folder) if folder else ()), f"{module}:application")


def _mentions_sigterm(repository: Repository) -> bool:
    """Whether the code has a handler of its own."""
    return any("SIGTERM" in (repository.glance(path) or "") for path in islice(repository.walk(".py"), _FILES))
