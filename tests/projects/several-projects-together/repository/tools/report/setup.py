from setuptools import setup

setup(name="report", version="1.0", py_modules=["report"], install_requires=["tabulate==0.9.0"])
