def extensions():
    import pkgconfig
    from setuptools import Extension

    return [Extension("wave.transform", ["wave/transform.c"], **pkgconfig.parse("fftw3"))]
