"""Open dev containers, built images, and what they leave on the engine."""

import json
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.engine.host import Host


@dataclass(frozen=True)
class DevContainer:
    """An open dev container; `log` is what the client wrote while it built and opened it."""

    directory: Path
    host: Host
    container_id: str
    remote_user: str
    remote_folder: str
    log: str
    which: tuple[str, ...] = ()

    def exec(self, *command, check=True):
        place = ["--workspace-folder", str(self.directory), *self.which]
        return self.host.run("devcontainer", "exec", *place, *command, check=check)

    def compose(self, *command):
        """Run Docker Compose over its services, those for live editing, too."""
        file = self.directory / ".devcontainer" / "compose.yaml"
        name = f"{self.directory.name}_devcontainer".lower()
        options = ["--file", str(file), "--project-name", name, "--profile", "live"]
        self.host.run("docker", "compose", *options, *command)

    @property
    def steps_run(self):
        """The RUN instructions that the build executed, rather than took from its cache."""
        return steps_run(self.log)

    def steps_of_rebuild(self):
        """Those that a build of its image executes now."""
        place = ["--workspace-folder", str(self.directory), *self.which]
        return steps_run(self.host.run("devcontainer", "build", *place).stderr)


def steps_run(log):
    step = re.compile(r"#(\d+) \[(?:[^\]]* )?\d+/\d+\] (RUN .*)")
    return [
        text
        for build in log.split("load build definition")
        for number, text in dict.fromkeys(step.findall(build))
        if f"#{number} CACHED" not in build
    ]


@dataclass(frozen=True)
class Image:
    """An image that was built from a Dockerfile; `log` is what the build wrote."""

    tag: str
    log: str

    @cached_property
    def facts(self):
        return json.loads(subprocess.check_output(["docker", "image", "inspect", self.tag]))[0]

    @property
    def config(self):
        return self.facts["Config"]

    def answer(self, command):
        """What a shell command prints in a container of the image."""
        return self.run("sh", "-c", command)

    def run(self, *arguments):
        run = ["docker", "run", "--rm", self.tag, *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True, timeout=120).stdout.strip()

    @cached_property
    def files(self):
        """All of them but logs and what lies in /tmp."""
        passed = "-not -path '/tmp/*' -not -path '/var/log/*' -not -path '*/_logs/*'"
        return set(self.answer(f"find / -xdev -type f {passed}").splitlines())

    @property
    def steps_run(self):
        return steps_run(self.log)


def containers_of(name):
    """Both the client and Compose put the folder's name into that of the image or of the container."""
    return [
        container
        for container in docker("container", "ls", "--all", "--quiet")
        if name in inspect(container, "{{.Name}} {{.Config.Image}}")
    ]


def volumes_of(containers):
    mounted = "{{range .Mounts}}{{if eq .Type `volume`}}{{.Name}} {{end}}{{end}}"
    return {volume for container in containers for volume in inspect(container, mounted).split()}


def inspect(container, template):
    return "".join(docker("container", "inspect", "--format", template, container))


def docker(*command):
    """Return what docker prints, as lines; a removal of nothing at all is not an error."""
    return subprocess.run(["docker", *command], capture_output=True, text=True).stdout.splitlines()
