import sys

from setuptools import setup

sys.path.insert(0, "")
import setup_library

setup(install_requires=["numpy >= 1.21"], ext_modules=setup_library.extensions())
