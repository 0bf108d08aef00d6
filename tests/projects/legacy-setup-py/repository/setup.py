from setuptools import setup

REQUIRED = ["six", "pymysql"]

setup(
    name="ledger",
    version="0.4",
    py_modules=["ledger"],
    python_requires=">=3.6,<3.9",
    install_requires=REQUIRED,
    extras_require={"test": ["pytest<8"]},
)
