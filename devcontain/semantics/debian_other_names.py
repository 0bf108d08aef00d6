"""What other releases of Debian, and Ubuntu, call packages of Debian 12."""

from devcontain.semantics.debian_names import NAMES

RENAMED = {
    "chromium-browser": "chromium",
    "chromium-chromedriver": "chromium-driver",
    "firefox": "firefox-esr",
    "git-core": "git",
    "graphviz-dev": "libgraphviz-dev",
    "libasound-dev": "libasound2-dev",
    "libav-tools": "ffmpeg",
    "libcurl3-dev": "libcurl4-openssl-dev",
    "libegl1-mesa": "libegl1",
    "libenchant-dev": "libenchant-2-dev",
    "libenchant1c2a": "libenchant-2-2",
    "libffi6": "libffi8",
    "libffi7": "libffi8",
    "libfontconfig": "libfontconfig1",
    "libgl1-mesa-glx": "libgl1",
    "libgles2-mesa": "libgles2",
    "libgsl0-dev": "libgsl-dev",
    "libhdf5-serial-dev": "libhdf5-dev",
    "libicu66": "libicu72",
    "libicu67": "libicu72",
    "libicu70": "libicu72",
    "libicu74": "libicu72",
    "libjpeg-turbo8": "libjpeg62-turbo",
    "libjpeg-turbo8-dev": "libjpeg62-turbo-dev",
    "libjpeg8": "libjpeg62-turbo",
    "libjpeg8-dev": "libjpeg-dev",
    "libmysqlclient-dev": "default-libmysqlclient-dev",
    "libmysqlclient21": "libmariadb3",
    "libpng12-0": "libpng16-16",
    "libpng12-dev": "libpng-dev",
    "libreadline6-dev": "libreadline-dev",
    "libtiff5": "libtiff6",
    "libwebp6": "libwebp7",
    "libxslt-dev": "libxslt1-dev",
    "libz-dev": "zlib1g-dev",
    "mysql-client": "default-mysql-client",
    "netcat": "netcat-openbsd",
    "openjdk-11-jdk": "openjdk-17-jdk",
    "openjdk-11-jre-headless": "openjdk-17-jre-headless",
    "openjdk-8-jdk": "openjdk-17-jdk",
    "openjdk-8-jre": "openjdk-17-jre",
    "openjdk-8-jre-headless": "openjdk-17-jre-headless",
    "ssh-client": "openssh-client",
    "ttf-dejavu": "fonts-dejavu",
    "ttf-freefont": "fonts-freefont-ttf",
    "ttf-liberation": "fonts-liberation",
}
"""By the other name, that of Debian 12."""
_FOR_2038 = "t64"
"""How libraries end that were built anew for times after 2038: in Debian 13 and Ubuntu 24.04."""


def debian_name(name: str) -> str:
    """What Debian 12 calls a package, whoever names it; nothing where it is not known to have it."""
    plain = name.removesuffix(_FOR_2038)
    renamed = RENAMED.get(plain, plain)
    return renamed if renamed in NAMES else ""
