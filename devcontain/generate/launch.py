"""Run and debug configurations for the editor: what starts in a terminal also starts under the debugger."""

from typing import Any

from devcontain.detect.facts import Facts, Start, WebApplication

_FOLDER = "${workspaceFolder}"


def launch(facts: Facts, environment: str, folder: str = ".") -> dict[str, Any]:
    """Those for each web application, or else for what the project starts by; nothing where the repository has some.

    The folder is the project's, relative to the one that is opened.
    """
    if facts.has_launch:
        return {}
    found = [_of_web(one) for one in facts.web if one.command and _can_stand(one.command)]
    found += [_of_worker(one.name, one.command) for one in facts.workers if _can_stand(one.command)]
    is_own = facts.start.evidence.path != "Procfile" and _can_stand(facts.start.command)
    if not found and facts.start.command and is_own:
        found = [_of_start(facts.start, environment)]
    if folder != ".":
        found = [_in_folder(one, folder) for one in found]
    return {"version": "0.2.0", "configurations": found} if found else {}


def in_workspace(path: str) -> str:
    """A path below the folder that is opened, as the editor's settings have it."""
    return f"{_FOLDER}/{path}"


def _in_folder(configuration: dict[str, Any], folder: str) -> dict[str, Any]:
    program = configuration.get("program", "").removeprefix(f"{_FOLDER}/")
    moved = {"program": in_workspace(f"{folder}/{program}")} if program and not program.startswith("/") else {}
    return {**configuration, **moved, "cwd": in_workspace(folder)}


def _can_stand(command: tuple[str, ...]) -> bool:
    """Whether devcontainer.json has no variables in a command's words to expand."""
    return all("${" not in word and word.isprintable() for word in command)


def _of_web(application: WebApplication) -> dict[str, Any]:
    command = application.command
    if application.framework == "Flask":
        # Exceptions are the debugger's, so not Flask's; and a reloader would start another process.
        command = tuple(_flask_words(command))
    command = tuple(_local(list(command), application.port))
    return _configuration(application.framework, command) | _TEMPLATES.get(application.framework, {})


_TEMPLATES = {"Django": {"django": True}, "FastAPI": {"jinja": True}, "Flask": {"jinja": True}}
"""Whose templates the debugger can stop in."""


def _local(words: list[str], port: int) -> list[str]:
    """The words without those that let others in: the editor forwards the port of what listens to nobody else."""
    if "--host" in words:
        del words[words.index("--host") : words.index("--host") + 2]
    words = [word for word in words if not word.startswith("--server.address=")]
    return [str(port) if word == f"0.0.0.0:{port}" else word for word in words]


def _flask_words(command: tuple[str, ...]) -> list[str]:
    words = [word for word in command if word != "--debug"]
    words[words.index("run") + 1 : words.index("run") + 1] = ["--debug", "--no-debugger", "--no-reload"]
    return words


def _of_worker(name: str, command: tuple[str, ...]) -> dict[str, Any]:
    # Celery's usual pool starts processes of its own, which breakpoints do not reach.
    pool = ("--pool=solo",) if name == "worker" else ()
    return _configuration(f"Celery {name}", (*command, *pool))


def _of_start(start: Start, environment: str) -> dict[str, Any]:
    """A script, or a command of the project's own, whose arguments are asked for."""
    command = start.command
    if command[0] == "python":
        return _configuration(command[2] if command[1] == "-m" else command[1], command)
    program = ("python", f"{environment}/bin/{command[0]}")
    return _configuration(command[0], program) | {"args": "${command:pickArgs}"}


def _configuration(name: str, command: tuple[str, ...]) -> dict[str, Any]:
    """A Python file by its path, or a module by its name, with the words that follow."""
    program, words = command[0], list(command[1:])
    if program.startswith("python") and words and words[0] != "-m":
        path = words.pop(0)
        what = {"program": path if path.startswith("/") else in_workspace(path)}
    else:
        what = {"module": words[1] if program.startswith("python") else program}
        words = words[2:] if program.startswith("python") else words
    arguments = {"args": words} if words else {}
    return {"name": name, "type": "debugpy", "request": "launch", **what, **arguments, "console": "integratedTerminal"}
