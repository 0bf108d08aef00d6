from setuptools import find_packages, setup

setup(
    name="ledger",
    version="0.1.0",
    packages=find_packages(exclude=["tests"]),
    install_requires=["python-dateutil>=2.9"],
    extras_require={"test": ["pytest>=8.3"]},
)
