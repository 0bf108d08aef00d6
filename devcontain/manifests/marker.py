"""Environment markers, judged for the Linux of a container."""

from functools import cache

from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName

_LINUX = {
    "os_name": "posix",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}


_PYTHONS = ("2.7", "3.6", "3.9", "3.11", "3.13", "3.15")


def may_apply(marker: str) -> bool:
    """Whether a marker holds on Linux with some Python."""
    return any(applies(marker, python) for python in _PYTHONS)


@cache
def applies(marker: str, python: str) -> bool:
    """Whether a marker holds on Linux with a Python such as `3.13`; one that cannot be judged does."""
    if not marker:
        return True
    versions = {"python_version": python, "python_full_version": f"{python}.99"}
    try:
        return Marker(marker).evaluate({**_LINUX, **versions})
    except (InvalidMarker, UndefinedComparison, UndefinedEnvironmentName):
        return True
