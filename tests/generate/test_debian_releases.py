"""Packages of Debian 12 under the names of other releases."""

import pytest

from devcontain.detect import detect
from devcontain.detect.system.debian import PACKAGES
from devcontain.generate.debian_releases import absent_in, named_in, release_of
from devcontain.generate.decide import decide
from devcontain.generate.run_time import at_run_time
from devcontain.generate.wishes import Wishes


@pytest.mark.parametrize(
    ("reference", "release"),
    [
        ("python:3.5-buster", "buster"),
        ("python:3.6-slim-bullseye", "bullseye"),
        ("mcr.microsoft.com/devcontainers/base:2-bullseye", "bullseye"),
        ("mcr.microsoft.com/devcontainers/python:3-3.13-trixie", "trixie"),
        ("debian:13-slim", "trixie"),
        ("registry.example.com/debian12:4", "bookworm"),
        ("ubuntu:22.04", ""),
        ("python:3.13", ""),
    ],
)
def test_the_release_of_an_image(reference, release):
    assert release_of(reference) == release


@pytest.mark.parametrize(
    ("package", "names"),
    [
        ("libgl1", ("libgl1", "libgl1", "libgl1", "libgl1")),
        ("libicu72", ("libicu63", "libicu67", "libicu72", "libicu76")),
        ("libffi8", ("libffi6", "libffi7", "libffi8", "libffi8")),
        ("libenchant-2-2", ("libenchant1c2a", "libenchant-2-2", "libenchant-2-2", "libenchant-2-2")),
        ("libssl3", ("libssl1.1", "libssl1.1", "libssl3", "libssl3")),
        ("libtiff6", ("libtiff5", "libtiff5", "libtiff6", "libtiff6")),
        ("libaio1", ("libaio1", "libaio1", "libaio1", "libaio1t64")),
        ("openjdk-17-jre", ("openjdk-11-jre", "openjdk-17-jre", "openjdk-17-jre", "openjdk-21-jre")),
        ("libharfbuzz-subset0", ("libharfbuzz0b", "libharfbuzz0b", "libharfbuzz-subset0", "libharfbuzz-subset0")),
        ("default-libmysqlclient-dev", ("default-libmysqlclient-dev",) * 4),
    ],
)
def test_the_names_of_a_package(package, names):
    releases = ("buster", "bullseye", "bookworm", "trixie")
    assert tuple(named_in(release, [package])[0] for release in releases) == names


@pytest.mark.parametrize(
    ("release", "package"), [("buster", "liburing2"), ("bullseye", "gh"), ("trixie", "wkhtmltopdf")]
)
def test_what_a_release_does_not_have(release, package):
    assert package in absent_in(release)
    assert named_in(release, [package, "git"]) == ["git"]


def test_an_unknown_release_has_the_names_of_debian_12():
    assert named_in("", ["libicu72", "gh"]) == ["libicu72", "gh"]


def test_nothing_that_requirements_bring_is_without_a_name_where_old_pythons_run():
    needed = {package for packages in PACKAGES.values() for package in packages}
    for release in ("buster", "bullseye"):
        assert not needed & absent_in(release)
        assert not at_run_time(sorted(needed)) & absent_in(release)


def test_an_old_python_gets_the_names_of_its_debian(tmp_path):
    (tmp_path / "requirements.txt").write_text("weasyprint\n")
    (tmp_path / "apt.txt").write_text("libicu70 libasound2t64 gh\n")
    plan = decide(detect(tmp_path), Wishes(python="3.6"))
    assert {"libicu67", "libasound2", "libharfbuzz0b"} <= set(plan.packages)
    assert "gh" not in plan.packages
    assert "python:3.6-bullseye is of a Debian that has no gh: left out" in plan.notes
    assert ("packages", "libicu67 libasound2", "apt.txt") in plan.decisions


def test_a_newer_debian_gets_its_own(tmp_path):
    (tmp_path / "apt.txt").write_text("libaio1 default-jre libgl1-mesa-glx\n")
    (tmp_path / "requirements.txt").write_text("flask\n")
    plan = decide(detect(tmp_path), Wishes(python="3.13", base="mcr.microsoft.com/devcontainers/python:3-3.13-trixie"))
    assert {"libaio1t64", "default-jre", "libgl1"} <= set(plan.packages)
