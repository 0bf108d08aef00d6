import os
import numpy
from helper import version
from setuptools import Extension, setup

TESTS = ["pytest"]
setup(
    name="filters",
    version=version,
    install_requires=["numpy"],
    extras_require={"test": TESTS, "docs": open("docs.txt").read().split()},
    ext_modules=[Extension("filters", ["filters.c"], include_dirs=[numpy.get_include()])],
)
