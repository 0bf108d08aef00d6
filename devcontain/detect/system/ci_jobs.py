"""The jobs of a project's CI as far as they are shell scripts: GitHub, GitLab, Travis, CircleCI and Azure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devcontain.manifests.repository import Repository

    _Reader = Callable[[Repository, str, dict[str, Any]], Iterator["Job"]]

_WORKFLOWS = ".github/workflows"
_MOST_FILES, _MOST_STEPS, _MOST_JOBS = 50, 2000, 100
_ROOM = 200_000
"""So many characters are read, since reading YAML takes its time."""
_DEPTH = 3
_APT_ACTION = "awalsh128/cache-apt-pkgs-action"
_TRAVIS_PHASES = ("before_install", "install", "before_script", "script")
_STARTER = pattern(
    r"[\w-]+/(?:action-|setup-)*(elasticsearch|mariadb|mongodb|mysql|postgres(?:ql)?|redis)(?:-github)?(?:-action)?@.*"
)
_EXPRESSION = pattern(r"\$\{\{.*?\}\}")
_FOREIGN = ("windows", "macos", "osx")
_SPECIAL = pattern(r"matrix\.(?!os\b|platform\b|runner\b|runs-on\b)")
"""A condition that holds for some of the machines alone, whatever runs on them: PyPy, or the oldest versions."""


class Job(NamedTuple):
    """What a machine of the CI does: its scripts in their order, and the Debian packages that it lists besides."""

    path: str
    name: str
    scripts: tuple[str, ...]
    packages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    """The images of what runs beside it; Travis has names for them."""


def jobs_of(repository: Repository, *words: str) -> Iterator[Job]:
    """The jobs of each file of the CI that has one of the words in it, on Linux."""
    return islice(_all_jobs(repository, words), _MOST_JOBS)


def _all_jobs(repository: Repository, words: tuple[str, ...]) -> Iterator[Job]:
    workflows = (path for path in repository.names(_WORKFLOWS) if path.endswith((".yml", ".yaml")))
    readers: list[tuple[str, _Reader]] = [(path, _of_github) for path in islice(workflows, _MOST_FILES)]
    readers += [(".gitlab-ci.yml", _of_gitlab), (".travis.yml", _of_travis)]
    readers += [(".circleci/config.yml", _of_circle), ("azure-pipelines.yml", _of_azure)]
    room = _ROOM
    for path, read in readers:
        text = repository.glance(path) or ""
        # A step of a workflow may be an action of the repository, in a file of its own.
        is_asked_for = any(word in text for word in words) or (read is _of_github and "uses: ./" in text)
        if len(text) < room and is_asked_for:
            room -= len(text)
            yield from (job for job in read(repository, path, _mapping(_read(text))) if job.scripts)


def _of_github(repository: Repository, path: str, data: dict[str, Any]) -> Iterator[Job]:
    for name, job in _mapping(data.get("jobs")).items():
        job = _mapping(job)
        if not str(job.get("runs-on", "")).lower().startswith(_FOREIGN):
            steps = list(islice(_actions(repository, job.get("steps"), _DEPTH), _MOST_STEPS))
            packages = (_string(_mapping(one.get("with")).get("packages")) for one in steps if _is_apt(one))
            scripts = _strings([one.get("run") for one in steps])
            services = (*_images(job.get("services")), *filter(None, map(_started_by, steps)))
            yield Job(path, str(name), scripts, tuple(" ".join(packages).split()), services)


def _images(services: Any) -> Iterator[str]:
    """The images of services, which are listed or have names; what only the CI can fill in is left out of them."""
    for one in services.values() if isinstance(services, dict) else _list(services):
        image = one if isinstance(one, str) else _mapping(one).get("image", _mapping(one).get("name"))
        if text := _EXPRESSION.sub("", _string(image)).strip(":"):
            yield text


def _started_by(step: dict[str, Any]) -> str:
    """What an action starts that is called after it, such as `supercharge/redis-github-action`."""
    match = _STARTER.fullmatch(_string(step.get("uses")))
    version = _mapping(step.get("with")).get(f"{match[1]}-version", "") if match else ""
    return _EXPRESSION.sub("", f"{match[1]}:{version}").strip(":") if match else ""


def _actions(repository: Repository, steps: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The steps that every machine carries out, with those of the actions that the repository itself has."""
    for step in map(_mapping, _list(steps)):
        if _SPECIAL.search(_string(step.get("if"))):
            continue
        yield step
        used = _string(step.get("uses"))
        if used.startswith("./") and depth:
            found = (repository.glance(f"{used[2:].rstrip('/')}/action.{end}") for end in ("yml", "yaml"))
            action = _mapping(_read(next(filter(None, found), "")))
            yield from _actions(repository, _mapping(action.get("runs")).get("steps"), depth - 1)


def _is_apt(step: dict[str, Any]) -> bool:
    return _string(step.get("uses")).startswith(_APT_ACTION)


def _of_gitlab(_: Repository, path: str, data: dict[str, Any]) -> Iterator[Job]:
    default, shared = (_mapping(data.get("default")).get(key, data.get(key)) for key in ("before_script", "services"))
    for name, job in data.items():
        job = _mapping(job)
        if not str(name).startswith(".") and "script" in job:
            before = _inherited(data, job, "before_script", _DEPTH)
            scripts = _strings([before if before is not None else default, job["script"]])
            services = _inherited(data, job, "services", _DEPTH)
            yield Job(path, str(name), scripts, (), tuple(_images(shared if services is None else services)))


def _inherited(data: dict[str, Any], job: dict[str, Any], key: str, depth: int) -> Any:
    """What a job says of a key, or the last job that it extends."""
    if key in job or not depth:
        return job.get(key)
    extended = (_mapping(data.get(str(name))) for name in reversed(_list(job.get("extends"))))
    found = (_inherited(data, one, key, depth - 1) for one in extended)
    return next((one for one in found if one is not None), None)


def _of_travis(_: Repository, path: str, data: dict[str, Any]) -> Iterator[Job]:
    jobs = data.get("jobs", data.get("matrix"))
    included = [_mapping(one) for one in _list(_mapping(jobs).get("include") if isinstance(jobs, dict) else None)]
    for job in [{}, *included]:
        whole = {**data, **job}
        if not str(whole.get("os", "")).lower().startswith(_FOREIGN):
            packages = _mapping(_mapping(whole.get("addons")).get("apt")).get("packages")
            scripts = _strings([whole.get(phase) for phase in _TRAVIS_PHASES])
            listed = tuple(" ".join(_strings([packages])).split())
            yield Job(path, str(job.get("name", "jobs")), scripts, listed, tuple(_images(whole.get("services"))))


def _of_circle(_: Repository, path: str, data: dict[str, Any]) -> Iterator[Job]:
    commands, executors = _mapping(data.get("commands")), _mapping(data.get("executors"))
    for name, job in _mapping(data.get("jobs")).items():
        job = _mapping(job)
        named = job.get("executor")
        executor = _mapping(executors.get(str(_mapping(named).get("name", named))))
        images = _list(job.get("docker", executor.get("docker")))
        scripts = _strings(list(_runs(commands, job.get("steps"), _DEPTH)))
        # The first image is where the job itself runs.
        yield Job(path, str(name), scripts, (), tuple(_images(images[1:])))


def _runs(commands: dict[str, Any], steps: Any, depth: int) -> Iterator[Any]:
    """The scripts of steps, and of the commands of the file that they call."""
    for step in _list(steps):
        run = _mapping(step).get("run")
        yield _mapping(run).get("command") if isinstance(run, dict) else run
        called = step if isinstance(step, str) else next(iter(_mapping(step)), "")
        if called in commands and depth:
            yield from _runs(commands, _mapping(commands[called]).get("steps"), depth - 1)


def _of_azure(_: Repository, path: str, data: dict[str, Any]) -> Iterator[Job]:
    stages = [data, *map(_mapping, _list(data.get("stages")))]
    jobs = [data, *(_mapping(job) for stage in stages for job in _list(stage.get("jobs")))]
    containers = map(_mapping, _list(_mapping(data.get("resources")).get("containers")))
    named = {one.get("container"): one.get("image") for one in containers}
    for job in jobs:
        steps = [_mapping(step) for step in _list(job.get("steps"))]
        scripts = _strings([step.get("script", step.get("bash")) for step in steps])
        services = [named.get(one) for one in _mapping(job.get("services")).values() if isinstance(one, str)]
        yield Job(path, str(job.get("job", "steps")), scripts, (), tuple(_images(services)))


def _read(text: str) -> Any:
    try:
        return read_foreign_yaml(text) if len(text) < _ROOM else None
    except NotYamlError:
        return None


def _strings(value: Any) -> tuple[str, ...]:
    """The strings in a list, and in the lists in it."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for one in value for text in _strings(one)) if isinstance(value, list) else ()


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
