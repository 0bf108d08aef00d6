import numpy
from setuptools import Extension, setup

setup(name="fast", version="1", ext_modules=[Extension("fast", ["fast.c"], include_dirs=[numpy.get_include()])])
