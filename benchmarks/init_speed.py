"""How fast `devcontain init` is beside pipreqs, which reads the same imports: whole processes, in turn.

    pip install pipreqs
    python benchmarks/init_speed.py [DIRECTORY ...] [--files 10000] [--rounds 3]

Without directories a repository of 10,000 files is made up. Prints medians of CPU time and of wall time, and ratios;
beside them what reading all files takes, and parsing them.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

OURS = [sys.executable, "-m", "devcontain", "init", "--dry-run", "--no-compose"]
READ = "import pathlib, sys\nfor path in pathlib.Path(sys.argv[1]).rglob('*.py'):\n    path.read_bytes()\n"
PARSE = READ.replace("import ", "import ast, ").replace("path.read_bytes()", "ast.parse(path.read_bytes())")
STANDARD = ("os", "sys", "json", "re", "logging", "typing", "datetime", "pathlib", "itertools", "functools")
THIRD_PARTY = ("numpy", "pandas", "requests", "flask", "sqlalchemy", "yaml", "PIL", "bs4", "redis", "boto3", "click")
CLASS = '''

class Handler{number}:
    """Handle one kind of record, as the schedule asks for it."""

    def __init__(self, session, settings=None):
        self.session = session
        self.settings = settings or {{}}
        self.cache = {{}}

    def load(self, key, *, refresh=False):
        if not refresh and key in self.cache:
            return self.cache[key]
        rows = self.session.query("select * from records where kind = %s and key = %s", ({number}, key))
        self.cache[key] = [dict(row, kind={number}) for row in rows if row["state"] != "deleted"]
        return self.cache[key]

    def totals(self, rows):
        result = {{}}
        for row in rows:
            name = row.get("name") or "unknown"
            result[name] = result.get(name, 0) + row["amount"] * (1 + self.settings.get("rate", 0))
        return sorted(result.items(), key=lambda item: (-item[1], item[0]))
'''
CLASSES = (1, 1, 1, 1, 1, 1, 3, 3, 12, 60)
LARGEST = 800


def main() -> None:
    """Parse the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, nargs="*", help="a repository")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directories = options.directory or [made_up(Path(scratch, "monolith"), options.files)]
        for directory in directories:
            compare(directory, options.rounds)


def made_up(root: Path, count: int) -> Path:
    """A repository with code of all sizes and no word about what it requires."""
    chance = random.Random(7)
    for number in range(count):
        folder = root / f"area{number % 20}" / f"part{number // 20 % 50}"
        folder.mkdir(parents=True, exist_ok=True)
        imports = [f"import {name}" for name in chance.sample(STANDARD, 4)]
        imports += [f"from {name} import something" for name in chance.sample(THIRD_PARTY, chance.randrange(4))]
        imports.append(f"from area{chance.randrange(20)}.part0 import module{chance.randrange(count)}")
        classes = LARGEST if number % 1000 == 999 else chance.choice(CLASSES)
        body = "".join(CLASS.format(number=each) for each in range(classes))
        (folder / f"module{number}.py").write_text("\n".join(imports) + body)
    return root


def compare(directory: Path, rounds: int) -> None:
    """The commands take turns, so that a slow minute is slow for all."""
    commands = {
        "devcontain": [*OURS, str(directory)],
        "reading alone": [sys.executable, "-c", READ, str(directory)],
        "parsing alone": [sys.executable, "-c", PARSE, str(directory)],
        **peer(directory),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    files = sum(1 for _ in directory.rglob("*.py"))
    first = statistics.median(cpu for cpu, _ in times["devcontain"])
    rows = {
        name: {
            "CPU s": round(statistics.median(cpu for cpu, _ in values), 2),
            "wall s": round(statistics.median(wall for _, wall in values), 2),
            "ratio": round(statistics.median(cpu for cpu, _ in values) / first, 2),
        }
        for name, values in times.items()
    }
    sys.stdout.write(f"{directory.name}, {files} files: {json.dumps(rows)}\n")


def peer(directory: Path) -> dict[str, list[str]]:
    """pipreqs, if it is installed beside this interpreter or on the PATH; without its look-ups on the network."""
    path = shutil.which("pipreqs", path=sysconfig.get_path("scripts")) or shutil.which("pipreqs")
    return {"pipreqs": [path, "--print", "--use-local", str(directory)]} if path else {}


def seconds(command: list[str]) -> tuple[float, float]:
    """The CPU time and the wall time of a whole process, whatever it exits with."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - start, os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system, wall


if __name__ == "__main__":
    main()
