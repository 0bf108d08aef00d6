"""The full circle on real repositories: `devcontain init`, the reference client opens it, imports, tests are collected.

    python benchmarks/real_repositories.py RESULTS.json REPOSITORY... [--user NAME] [--python 3.11]

Needs a Docker engine and the `devcontainer` command. Each repository is copied first; with --user (for root) another
user of the machine owns the copy and opens it. What is recorded are names and outcomes: whether `init` wrote, whether
it opened, which modules the code imports that are not there, and whether pytest collects.
"""

import argparse
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 600
IMPORTS = """
import ast, importlib.util, json, pathlib, sys
own, asked = set(), set()
for path in pathlib.Path('.').rglob('*.py'):
    own.update(path.with_suffix('').parts)
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        continue
    for node in tree.body:
        if isinstance(node, ast.Import):
            asked.update(name.name.split('.')[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            asked.add(node.module.split('.')[0])
asked -= own | sys.stdlib_module_names
print(json.dumps([len(asked), sorted(name for name in asked if importlib.util.find_spec(name) is None)]))
"""


def main() -> None:
    """Try each repository, and write the results after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("repositories", type=Path, nargs="+")
    parser.add_argument("--user")
    parser.add_argument("--python")
    options = parser.parse_args()
    results = json.loads(options.results.read_text()) if options.results.exists() else {}
    for repository in options.repositories:
        results[repository.name.replace("__", "/")] = outcome = circle(repository, options.user, options.python)
        options.results.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")
        sys.stdout.write(f"{repository.name}: {json.dumps(outcome)}\n")
        sys.stdout.flush()


def circle(repository: Path, user: str | None, python: str | None) -> dict[str, object]:
    """What came of one repository."""
    directory = Path(tempfile.mkdtemp(prefix="circle-"))
    directory.chmod(0o755)
    try:
        shutil.copytree(repository, directory, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        wish = ["--python", python] if python else []
        written = run([sys.executable, "-m", "devcontain", "init", "--force", *wish, str(directory)], None)
        if written.returncode:
            return {"init": written.stderr.strip().splitlines()[:1]}
        if user:
            subprocess.run(["chown", "--recursive", user, directory], check=True)
        run(["git", "init", "--quiet", str(directory)], user)
        return opened(directory, user)
    finally:
        remove(directory)


def opened(directory: Path, user: str | None) -> dict[str, object]:
    """Whether it opens, and what is in it then."""
    up = run(["devcontainer", "up", "--workspace-folder", str(directory)], user)
    if up.returncode:
        return {"opens": False, "why": [line for line in (up.stdout + up.stderr).splitlines() if "rror" in line][-3:]}
    inside = ["devcontainer", "exec", "--workspace-folder", str(directory)]
    imports = run([*inside, "python", "-c", IMPORTS], user).stdout.splitlines()
    asked, missing = json.loads(imports[-1]) if imports else (0, ["?"])
    collected = run([*inside, "python", "-m", "pytest", "--collect-only", "-q"], user)
    return {"opens": True, "imports": asked, "missing": missing, "collects": collected.returncode in (0, 5)}


def run(command: list[str], user: str | None) -> subprocess.CompletedProcess[str]:
    """Run a command, as another user if one is named."""
    as_user = ["runuser", "-u", user, "--"] if user else []
    environment = {**os.environ, "HOME": pwd.getpwnam(user).pw_dir, "USER": user} if user else None
    try:
        return subprocess.run(
            [*as_user, *command], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", f"error: took more than {SECONDS} s")


def remove(directory: Path) -> None:
    """Take away the copy, and the containers, networks, volumes and images that are named after it."""
    for kind, wish in (("container", ["rm", "--force", "--volumes"]), ("network", ["rm"]), ("volume", ["rm"])):
        by = f"label=devcontainer.local_folder={directory}" if kind == "container" else f"name={directory.name}"
        everything = ["--all"] if kind == "container" else []
        listed = run(["docker", kind, "ls", "--quiet", *everything, "--filter", by], None).stdout.split()
        if listed:
            run(["docker", kind, *wish, *listed], None)
    listed = run(["docker", "image", "ls", "--quiet", "--filter", f"reference=*{directory.name}*"], None).stdout.split()
    if listed:
        run(["docker", "image", "rm", "--force", *listed], None)
    shutil.rmtree(directory)


if __name__ == "__main__":
    main()
