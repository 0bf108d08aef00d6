from setuptools import setup
setup(name="diffusion", install_requires=["torch", "tqdm"])
