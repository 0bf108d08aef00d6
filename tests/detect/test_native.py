"""What a project is built with."""

import pytest

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.system.native import packages_to_build
from devcontain.manifests.repository import Repository

SOURCE = Dependencies("source", Evidence("setup.py"), is_packaged=True)


@pytest.mark.parametrize(
    ("files", "packages"),
    [
        ({"setup.py": "run(['gdal-config', '--libs'])"}, ["libgdal-dev"]),
        ({"setup.py": "import os, setup_hdf5\n", "setup_hdf5.py": "load('libhdf5.so')"}, ["libhdf5-dev"]),
        ({"setup.py": "from found import x\n", "found.py": "pkgconfig.parse('fftw3')"}, ["libfftw3-dev", "pkg-config"]),
        ({"setup.py": "import found.more\n", "found.py": "load('libunheard.so')"}, []),
        ({"setup.py": "setup()", "other.py": "load('libhdf5.so')"}, []),
        ({"setup.py": "import setup\n"}, []),
        ({"meson.build": "dependency('gsl')"}, ["libgsl-dev"]),
    ],
)
def test_packages(tmp_path, files, packages):
    for path, text in files.items():
        (tmp_path / path).write_text(text)
    found = packages_to_build(Repository(tmp_path), SOURCE)
    assert [package for need in found for package in need.packages] == packages
