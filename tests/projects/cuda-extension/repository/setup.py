from setuptools import setup
from torch.utils.cpp_extension import BuildExtension, CUDAExtension

setup(
    name="fast-blur",
    version="1.0",
    python_requires=">=3.11",
    install_requires=["torch==2.6.0"],
    ext_modules=[CUDAExtension("fast_blur", ["src/blur.cu"])],
    cmdclass={"build_ext": BuildExtension},
)
