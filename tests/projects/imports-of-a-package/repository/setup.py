from setuptools import setup

setup(name="micro", version="0.1.0", packages=["micro"], install_requires=["typing-extensions"], extras_require={"plot": ["matplotlib"]})
