from setuptools import setup

setup(
    name="stopwatch",
    version="1.4",
    py_modules=["stopwatch"],
    python_requires=">=3.8",
    classifiers=[
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.8",
        "Programming Language :: Python :: 3.9",
    ],
)
