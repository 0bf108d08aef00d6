from setuptools import find_packages, setup

setup(
    name="meter",
    version="1.2.0",
    packages=find_packages(exclude=["tests"]),
    python_requires=">=3.8",
    install_requires=["attrs>=21"],
    extras_require={"cli": ["click"]},
)
