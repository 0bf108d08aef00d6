"""Refresh devcontain/gpu/table.json from the metadata of packages, which pip reads from its index.

    python tools/refresh_gpu_table.py            all sections
    python tools/refresh_gpu_table.py torch vllm only these

New releases get a row, and the Pythons of known ones are brought up to date; rows that come from documents (which CUDA
builds a release of PyTorch has, which images are deleted, what a distribution holds) stay as they are.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "devcontain" / "gpu" / "table.json"
PYTHONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
PLATFORMS = ("manylinux_2_35", "manylinux_2_31", "manylinux_2_28", "manylinux_2_27", "manylinux2014", "manylinux1")
BY_MINOR = ("torch", "tensorflow", "onnxruntime-gpu", "jaxlib")
BY_RELEASE = ("jax", "vllm", "xformers")
SAMPLED = ("3.12", "3.10", "3.8")
OLD_TAGS = {"manylinux1": "2.5", "manylinux2010": "2.12", "manylinux2014": "2.17"}

_RELEASE = re.compile(r"\d+(?:\.\d+)+(?:\.post\d+)?")
_CUDA = re.compile(r"(?:nvidia-cuda-runtime(?:-cu\d+)?|cuda-toolkit)(?:\[[^\]]*\])?\D*(\d+)(?:\.(\d+))?")
_CUDNN = re.compile(r"nvidia-cudnn-cu\d+\D*(\d+)")
_TORCH = re.compile(r"torch==([\d.]+)(?:\s*;|$)")
_GLIBC = re.compile(r"manylinux_(\d+)_(\d+)_x86_64")


def pip(*arguments: str) -> str:
    """What pip says; nothing where it fails."""
    platforms = [option for name in PLATFORMS for option in ("--platform", f"{name}_x86_64")]
    command = [sys.executable, "-m", "pip", *arguments, "--only-binary=:all:", "--no-input", *platforms]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def number(version: str) -> tuple[int, ...]:
    """A version as numbers to compare."""
    return tuple(map(int, re.findall(r"\d+", version)))


def minor(version: str) -> str:
    """The minor release that a version belongs to."""
    return ".".join(version.split(".")[:2])


def versions(name: str, python: str) -> list[str]:
    """The releases that have a wheel for a Python."""
    listing = pip("index", "versions", name, "--python-version", python)
    line = next((line for line in listing.splitlines() if line.startswith("Available versions:")), "")
    return [version for version in line.partition(":")[2].replace(" ", "").split(",") if _RELEASE.fullmatch(version)]


def metadata(name: str, version: str, *pythons: str) -> tuple[dict, str]:
    """A wheel's metadata, and its file name, for the first of the Pythons that has one; else nothing."""
    where = ("--dry-run", "--ignore-installed", "--no-deps", "--target", "unused", "--quiet", "--report", "-")
    for python in pythons:
        report = pip("install", *where, "--python-version", python, f"{name}=={version}")
        if report:
            package = json.loads(report)["install"][0]
            return package["metadata"], package["download_info"]["url"].rpartition("/")[2]
    return {}, ""


def glibc(wheel: str) -> str:
    """The glibc that a wheel's file name asks for."""
    newer = _GLIBC.search(wheel)
    if newer:
        return f"{newer[1]}.{newer[2]}"
    return next((version for tag, version in OLD_TAGS.items() if f"{tag}_" in wheel), "")


def requirements(found: dict, extra: str = "") -> list[str]:
    """The requirements of a wheel, or those of an extra."""
    listed = found.get("requires_dist", [])
    return [line for line in listed if (f"extra == '{extra}'" in line.replace('"', "'")) == bool(extra)]


def first(pattern: re.Pattern[str], lines: list[str]) -> str:
    """The version in the first requirement that a pattern matches."""
    match = next((match for line in lines if (match := pattern.match(line))), None)
    return ".".join(group for group in match.groups() if group) if match else ""


def minor_row(name: str, version: str, pythons: list[str]) -> dict:
    """The row of a new minor release."""
    if name == "jaxlib":
        return {"pythons": pythons, "source": "pypi_tags", "verified": True}
    found, wheel = metadata(name, version, pythons[-1])
    if not found:
        sys.exit(f"pip has no metadata of {name} {version} for Python {pythons[-1]}")
    extras = [extra for extra in ("and-cuda", "cuda", "cudnn") if extra in found.get("provides_extra", [])]
    lines = [line for extra in extras or [""] for line in requirements(found, extra)]
    cuda = first(_CUDA, lines)
    row = {"version": version, "cuda": cuda.partition(".")[0] if name == "onnxruntime-gpu" else cuda}
    row |= {"cudnn": first(_CUDNN, lines), "pythons": pythons, "source": "pypi", "verified": bool(cuda)}
    return row | ({} if name == "torch" else {"extras": extras}) | {"glibc": glibc(wheel)}


def refresh_minors(name: str, rows: dict) -> None:
    """Bring the Pythons of each minor release up to date, and add the rows of new ones."""
    by_python = {python: versions(name, python) for python in PYTHONS}
    oldest = min(map(number, rows))
    known = {version for listed in by_python.values() for version in listed}
    for release in sorted({minor(version) for version in known}, key=number):
        newest = max((version for version in known if minor(version) == release), key=number)
        pythons = [python for python, listed in by_python.items() if newest in listed]
        if number(release) < oldest:
            continue
        if release in rows and rows[release].get("version", newest) == newest:
            older = [python for python in rows[release]["pythons"] if python not in PYTHONS]
            rows[release]["pythons"] = older + pythons
        else:
            rows[release] = minor_row(name, newest, pythons)


def refresh_extras(rows: dict) -> None:
    """Add the newest release of jax, with its extras."""
    version = max(versions("jax", "3.14"), key=number)
    if version not in rows:
        found, _ = metadata("jax", version, "3.14")
        extras = sorted(extra.replace("_", "-") for extra in found.get("provides_extra", []))
        rows[version] = {"extras": extras, "requires_python": found.get("requires_python", "")}
        rows[version] |= {"source": "pypi", "verified": True}


def refresh_pins(name: str, rows: dict) -> None:
    """Add each release since the oldest known one that asks for one PyTorch, with that."""
    oldest = min(map(number, rows))
    listed = {version for python in SAMPLED for version in versions(name, python) if number(version) >= oldest}
    for version in listed - rows.keys():
        found, wheel = metadata(name, version, *SAMPLED)
        torch = first(_TORCH, requirements(found))
        if torch:
            own = {"torch": torch} | ({"glibc": glibc(wheel)} if name == "vllm" else {})
            rows[version] = own | {"source": "pypi", "verified": True}
    in_order = sorted(rows.items(), key=lambda row: number(row[0]))
    rows.clear()
    rows.update(in_order)


def refresh(name: str, rows: dict) -> None:
    """Bring a section up to date."""
    if name in BY_MINOR:
        refresh_minors(name, rows)
    elif name == "jax":
        refresh_extras(rows)
    else:
        refresh_pins(name, rows)


def write(table: dict) -> None:
    """One row a line, so that a change shows what it changes."""
    parts = [f'"generated": {json.dumps(table["generated"])}']
    for section, rows in table.items():
        if section != "generated":
            lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
            parts.append(f"{json.dumps(section)}: {{\n{lines}\n}}")
    TABLE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Refresh the chosen sections, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("section", nargs="*", choices=[*BY_MINOR, *BY_RELEASE, []], help="what to refresh; all if none")
    chosen = parser.parse_args().section or [*BY_MINOR, *BY_RELEASE]
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    before = json.dumps(table, sort_keys=True)
    for name in chosen:
        refresh(name, table[name])
    if json.dumps(table, sort_keys=True) != before:
        table["generated"] = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    write(table)


if __name__ == "__main__":
    main()
