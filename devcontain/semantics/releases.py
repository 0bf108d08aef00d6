"""Until when releases of Python, of Node.js and of distributions get security updates."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from devcontain.syntax.image import ImageReference

# https://devguide.python.org/versions/
_PYTHON = {
    "2.7": "2020-01-01",
    "3.0": "2009-06-27",
    "3.1": "2012-04-09",
    "3.2": "2016-02-20",
    "3.3": "2017-09-29",
    "3.4": "2019-03-18",
    "3.5": "2020-09-30",
    "3.6": "2021-12-23",
    "3.7": "2023-06-27",
    "3.8": "2024-10-07",
    "3.9": "2025-10-31",
    "3.10": "2026-10-31",
    "3.11": "2027-10-31",
    "3.12": "2028-10-31",
    "3.13": "2029-10-31",
    "3.14": "2030-10-31",
}
# The end of long-term support: https://wiki.debian.org/LTS, and debian.csv of Debian's distro-info-data.
_DEBIAN = {
    "squeeze": ("6", "2016-02-29"),
    "wheezy": ("7", "2018-05-31"),
    "jessie": ("8", "2020-06-30"),
    "stretch": ("9", "2022-06-30"),
    "buster": ("10", "2024-06-30"),
    "bullseye": ("11", "2026-08-31"),
    "bookworm": ("12", "2028-06-30"),
    "trixie": ("13", "2030-06-30"),
}
# The end of standard support: https://ubuntu.com/about/release-cycle, and ubuntu.csv of Debian's distro-info-data.
_UBUNTU = {
    "precise": ("12.04", "2017-04-28"),
    "trusty": ("14.04", "2019-04-25"),
    "xenial": ("16.04", "2021-04-30"),
    "artful": ("17.10", "2018-07-19"),
    "bionic": ("18.04", "2023-05-31"),
    "cosmic": ("18.10", "2019-07-18"),
    "disco": ("19.04", "2020-01-23"),
    "eoan": ("19.10", "2020-07-17"),
    "focal": ("20.04", "2025-05-29"),
    "groovy": ("20.10", "2021-07-22"),
    "hirsute": ("21.04", "2022-01-20"),
    "impish": ("21.10", "2022-07-14"),
    "jammy": ("22.04", "2027-06-01"),
    "kinetic": ("22.10", "2023-07-20"),
    "lunar": ("23.04", "2024-01-25"),
    "mantic": ("23.10", "2024-07-11"),
    "noble": ("24.04", "2029-05-31"),
    "oracular": ("24.10", "2025-07-10"),
    "plucky": ("25.04", "2026-01-15"),
    "questing": ("25.10", "2026-07-09"),
    "resolute": ("26.04", "2031-05-29"),
}
# https://www.centos.org/centos-linux-eol/
_CENTOS = {"5": "2017-03-31", "6": "2020-11-30", "7": "2024-06-30", "8": "2021-12-31"}
# https://docs.fedoraproject.org/en-US/releases/eol/
_FEDORA = {
    "28": "2019-05-28",
    "29": "2019-11-26",
    "30": "2020-05-26",
    "31": "2020-11-24",
    "32": "2021-05-25",
    "33": "2021-11-30",
    "34": "2022-06-07",
    "35": "2022-12-13",
    "36": "2023-05-16",
    "37": "2023-12-05",
    "38": "2024-05-21",
    "39": "2024-11-26",
    "40": "2025-05-13",
    "41": "2025-12-15",
    "42": "2026-05-13",
}
# https://alpinelinux.org/releases/
_ALPINE = {
    "3.3": "2017-11-01",
    "3.4": "2018-05-01",
    "3.5": "2018-11-01",
    "3.6": "2019-05-01",
    "3.7": "2019-11-01",
    "3.8": "2020-05-01",
    "3.9": "2020-11-01",
    "3.10": "2021-05-01",
    "3.11": "2021-11-01",
    "3.12": "2022-05-01",
    "3.13": "2022-11-01",
    "3.14": "2023-05-01",
    "3.15": "2023-11-01",
    "3.16": "2024-05-23",
    "3.17": "2024-11-22",
    "3.18": "2025-05-09",
    "3.19": "2025-11-01",
    "3.20": "2026-04-01",
    "3.21": "2026-11-01",
    "3.22": "2027-05-01",
    "3.23": "2027-11-01",
}
# https://github.com/nodejs/Release/blob/main/schedule.json
_NODE = {
    "4": "2018-04-30",
    "5": "2016-06-30",
    "6": "2019-04-30",
    "7": "2017-06-30",
    "8": "2019-12-31",
    "9": "2018-06-30",
    "10": "2021-04-30",
    "11": "2019-06-01",
    "12": "2022-04-30",
    "13": "2020-06-01",
    "14": "2023-04-30",
    "15": "2021-06-01",
    "16": "2023-09-11",
    "17": "2022-06-01",
    "18": "2025-04-30",
    "19": "2023-06-01",
    "20": "2026-04-30",
    "21": "2024-06-01",
    "22": "2027-04-30",
    "23": "2025-06-01",
    "24": "2028-04-30",
    "25": "2026-06-01",
}

_DEBIAN_NUMBERS = {number: name for name, (number, _) in _DEBIAN.items()}
_UBUNTU_NUMBERS = {number: name for name, (number, _) in _UBUNTU.items()}
_PARTS = pattern(r"[-_]")
_NUMBERED = {
    "centos": ("CentOS", _CENTOS, pattern(r"(?:centos)?(\d+)")),
    "fedora": ("Fedora", _FEDORA, pattern(r"(\d+)")),
    "alpine": ("Alpine", _ALPINE, pattern(r"(\d+\.\d+)")),
    "node": ("Node.js", _NODE, pattern(r"(\d+)")),
}
"""Official images that are named like what they hold, and where their tags say its release."""
_ALPINE_IN_TAG = pattern(r"alpine(\d+\.\d+)")
_PYTHON_TAG = pattern(r"(?:\d+(?:\.\d+){0,2}-)?([23]\.\d+)(?:[.-]|$)")
_PYTHON_IN_TAG = pattern(r"(?:.*[-_])?python-?([23]\.\d+)(?:[.-]|$)")
_PYTHON_IMAGES = pattern(r"python|mcr\.microsoft\.com/(?:vscode/)?devcontainers/python")
_FAMILIES = pattern(r"[a-z0-9-]+|mcr\.microsoft\.com/(?:vscode/)?devcontainers/[a-z-]+")
"""Images whose tags are known to name a release of Debian or Ubuntu: Docker's official ones, and dev containers'."""


class Release(NamedTuple):
    """A release, and the day after which it gets no more updates."""

    name: str
    end: str

    @property
    def is_over(self) -> bool:
        """Whether that day is past."""
        return self.end < time.strftime("%Y-%m-%d")


def releases_in(image: ImageReference) -> Iterator[Release]:
    """The releases that an image's tag names."""
    tag = image.tag.lower()
    version = _python_version(image.name, tag)
    if version in _PYTHON:
        yield Release(f"Python {version}", _PYTHON[version])
    if image.name in _NUMBERED:
        yield from _numbered(*_NUMBERED[image.name], tag)
    if _FAMILIES.fullmatch(image.name):
        yield from _distribution(image.name, _PARTS.split(tag))


def _numbered(title: str, ends: dict[str, str], number: re.Pattern[str], text: str) -> Iterator[Release]:
    match = number.match(text)
    if match and match[1] in ends:
        yield Release(f"{title} {match[1]}", ends[match[1]])


def _python_version(name: str, tag: str) -> str:
    if _PYTHON_IMAGES.fullmatch(name):
        if tag.partition("-")[0] == "2":
            return "2.7"
        match = _PYTHON_TAG.match(tag)
    else:
        match = _PYTHON_IN_TAG.match(tag)
    return match[1] if match else ""


def _distribution(image: str, parts: list[str]) -> Iterator[Release]:
    for part in parts:
        debian = _DEBIAN_NUMBERS.get(part.partition(".")[0]) if image == "debian" else part
        ubuntu = _UBUNTU_NUMBERS.get(part[:5]) if image == "ubuntu" and part[:1].isdigit() else part
        if debian in _DEBIAN or part in _DEBIAN:
            name = part if part in _DEBIAN else str(debian)
            yield Release(f"Debian {_DEBIAN[name][0]} ({name})", _DEBIAN[name][1])
            return
        if ubuntu in _UBUNTU:
            yield Release(f"Ubuntu {_UBUNTU[ubuntu][0]} ({ubuntu})", _UBUNTU[ubuntu][1])
            return
        yield from _numbered("Alpine", _ALPINE, _ALPINE_IN_TAG, part)
