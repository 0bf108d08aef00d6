"""The full circle on real repositories: init, opening with the reference client, imports, collecting the tests.

    python benchmarks/real_repositories.py RESULTS.json REPOSITORY... [--user NAME] [--logs DIR] [--init OPTIONS]

Needs a Docker engine and the `devcontainer` command. Each repository is copied first, and `.env.example` to `.env`, as
its readers are told to; with --user (for root) another user of the machine owns the copy and opens it. What is recorded
are names and outcomes: whether it opened; how many modules that are not its own the code imports, and which of them are
not there (imports_inside.py says what is counted); and whether `pytest --collect-only` exits with 0. Exit code 5,
nothing collected, is `no tests`, and so is a repository without pytest in which no file is called as pytest wants it;
the share of those that collect is of those with tests. Both are done in the folder of the project that init chose, and
the tests collected in the one that the editor runs them in, where that is another.
"""

import argparse
import fcntl
import json
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SECONDS = 2400
IMPORTS = Path(__file__).with_name("imports_inside.py")
NOTHING_COLLECTED = 5
NO_TESTS = "no tests"


def main() -> None:
    """Try each repository, and write the results after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("repositories", type=Path, nargs="+")
    parser.add_argument("--user", help="who owns the copy and opens it")
    parser.add_argument("--logs", type=Path, help="where to keep what the commands said")
    parser.add_argument("--init", default="", metavar="OPTIONS", help="options for `devcontain init`")
    options = parser.parse_args()
    for repository in options.repositories:
        machine = Machine(options.user, options.logs and options.logs / repository.name)
        outcome = circle(repository, machine, options.init.split())
        outcome |= {"init": options.init} if options.init else {}
        name = repository.name.replace("__", "/")
        record(options.results, name, outcome)
        sys.stdout.write(f"{name}: {json.dumps(outcome)}\n")
        sys.stdout.flush()


def circle(repository: Path, machine: "Machine", options: list[str]) -> dict[str, object]:
    """What came of one repository."""
    directory = Path(tempfile.gettempdir(), f"circle-{secrets.token_hex(4)}")
    directory.mkdir()
    try:
        shutil.copytree(repository, directory, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        for example in directory.rglob(".env.example"):
            if not example.with_name(".env").exists():
                shutil.copy(example, example.with_name(".env"))
        init = [sys.executable, "-m", "devcontain", "init", "--force", *options, str(directory)]
        if machine.run("init", init, as_root=True).returncode:
            return {"opens": False, "why": "init wrote nothing"}
        plan = json.loads(machine.run("plan", [*init, "--format=json"], as_root=True).stdout)
        project = next((one["choice"] for one in plan.get("decisions", ()) if one["about"] == "project"), ".")
        told = plan.get("editor", {}).get("settings", {}).get("python.testing.cwd", "")
        of_tests = told.removeprefix("${workspaceFolder}/") or project
        if machine.user:
            subprocess.run(["chown", "--recursive", machine.user, directory], check=True)
        machine.run("git", ["git", "init", "--quiet", str(directory)])
        # What an editor runs when it attaches may be a server, which does not end.
        up = ["devcontainer", "up", "--skip-post-attach", "--workspace-folder", str(directory)]
        if machine.run("up", up).returncode:
            return {"opens": False}
        execute = ["devcontainer", "exec", "--workspace-folder", str(directory)]
        in_folders = ([*execute, "env", f"--chdir={folder}"] for folder in (project, of_tests))
        return {"opens": True, **inside(machine, *in_folders)}
    finally:
        remove(directory, machine)


def inside(machine: "Machine", execute: list[str], for_tests: list[str]) -> dict[str, object]:
    """What is in it once it is open, by what executes commands in it."""
    imports = machine.run("imports", [*execute, "python", "-c", IMPORTS.read_text()]).stdout.splitlines()
    found = json.loads(imports[-1]) if imports else {"imports": 0, "missing": ["?"], "has_tests": True}
    collected = machine.run("collect", [*for_tests, "python", "-m", "pytest", "--collect-only", "-q"])
    lacks_pytest = "No module named pytest" in collected.stdout + collected.stderr
    nothing = lacks_pytest or collected.returncode == NOTHING_COLLECTED
    collects: object = NO_TESTS if nothing and not found["has_tests"] else collected.returncode == 0
    return {"imports": found["imports"], "missing": found["missing"], "collects": collects}


@dataclass(frozen=True)
class Machine:
    """Runs commands as a user, and keeps what they say."""

    user: str | None
    logs: Path | None

    def run(self, name: str, command: list[str], *, as_root: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a command, and keep what it says under this name."""
        user = None if as_root else self.user
        as_user = ["runuser", "-u", user, "--"] if user else []
        environment = {**os.environ, "HOME": pwd.getpwnam(user).pw_dir, "USER": user} if user else None
        try:
            done = subprocess.run(
                [*as_user, *command], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            done = subprocess.CompletedProcess(command, 124, "", f"took more than {SECONDS} s")
        if self.logs:
            self.logs.mkdir(parents=True, exist_ok=True)
            (self.logs / f"{name}.log").write_text(f"{done.stdout}{done.stderr}\nexit code {done.returncode}\n")
        return done


def record(path: Path, name: str, outcome: dict[str, object]) -> None:
    """Add an outcome to the file, which several runs may share."""
    with path.open("a+") as results:
        fcntl.flock(results, fcntl.LOCK_EX)
        results.seek(0)
        outcomes = json.loads(results.read() or '{"repositories": {}}')["repositories"] | {name: outcome}
        results.truncate(0)
        json.dump({"summary": summary(outcomes), "repositories": dict(sorted(outcomes.items()))}, results, indent=2)
        results.write("\n")


def summary(outcomes: dict[str, dict[str, object]]) -> dict[str, object]:
    """Of how many what holds; what the machine lacked something for is marked `cannot run` by hand, and left out."""
    ran = [outcome for outcome in outcomes.values() if "cannot run" not in outcome]
    collected = [outcome.get("collects", False) for outcome in ran]
    return {
        "repositories": len(outcomes),
        "can run": len(ran),
        "opens": share([outcome["opens"] is True for outcome in ran]),
        "every import is there": share([outcome.get("missing") == [] for outcome in ran]),
        "tests are collected": share([collects for collects in collected if isinstance(collects, bool)]),
    }


def share(holds: list[bool]) -> str:
    """As it is read."""
    return f"{sum(holds)} of {len(holds)}, {round(100 * sum(holds) / max(1, len(holds)))} %"


def remove(directory: Path, machine: Machine) -> None:
    """Take away the copy, and the containers, networks, volumes and images that are named after it."""
    project = f"label=com.docker.compose.project={directory.name}_devcontainer"
    opened = f"label=devcontainer.local_folder={directory}"
    for kind, filters, wish in (
        ("container", [opened, project], ["rm", "--force", "--volumes"]),
        ("network", [project], ["rm"]),
        ("volume", [project, f"name={directory.name}"], ["rm"]),
        ("image", [f"reference=*{directory.name}*"], ["rm", "--force"]),
    ):
        everything = ["--all"] if kind == "container" else []
        for wanted in filters:
            listed = docker(machine, kind, "ls", "--quiet", *everything, "--filter", wanted)
            if listed:
                docker(machine, kind, *wish, *listed)
    shutil.rmtree(directory)


def docker(machine: Machine, *arguments: str) -> list[str]:
    """The lines that a docker command says."""
    return machine.run("docker", ["docker", *arguments], as_root=True).stdout.split()


if __name__ == "__main__":
    main()
