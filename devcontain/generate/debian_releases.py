"""What the other releases of Debian call packages of Debian 12: those that old Pythons are built on, and the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS = {"10": "buster", "11": "bullseye", "12": "bookworm", "13": "trixie"}
_BY_NAME = pattern(r"\b(buster|bullseye|bookworm|trixie)\b")
_BY_NUMBER = pattern(r"\bdebian[:-]?(1[0-3])\b")

_OLDER = {
    "enchant-2": ("enchant-2", "enchant"),
    "libavcodec59": ("libavcodec58", "libavcodec58"),
    "libavdevice59": ("libavdevice58", "libavdevice58"),
    "libavfilter8": ("libavfilter7", "libavfilter7"),
    "libavformat59": ("libavformat58", "libavformat58"),
    "libavutil57": ("libavutil56", "libavutil56"),
    "libbpf1": ("libbpf0", ""),
    "libenchant-2-2": ("libenchant-2-2", "libenchant1c2a"),
    "libenchant-2-dev": ("libenchant-2-dev", "libenchant-dev"),
    "libffi8": ("libffi7", "libffi6"),
    "libfluidsynth3": ("libfluidsynth2", "libfluidsynth1"),
    "libfreetype-dev": ("libfreetype-dev", "libfreetype6-dev"),
    "libgdal32": ("libgdal28", "libgdal20"),
    "libglew2.2": ("libglew2.1", "libglew2.1"),
    "libglut3.12": ("freeglut3", "freeglut3"),
    "libgsl27": ("libgsl25", "libgsl23"),
    "libharfbuzz-subset0": ("libharfbuzz0b", "libharfbuzz0b"),
    "libhdf5-103-1": ("libhdf5-103-1", "libhdf5-103"),
    "libicu72": ("libicu67", "libicu63"),
    "libidn12": ("libidn11", "libidn11"),
    "libldap-2.5-0": ("libldap-2.4-2", "libldap-2.4-2"),
    "libldap-dev": ("libldap2-dev", "libldap2-dev"),
    "libopenblas0": ("libopenblas0", "libopenblas-base"),
    "libproj25": ("libproj19", "libproj13"),
    "libreadline8": ("libreadline8", "libreadline7"),
    "libspatialindex-c6": ("libspatialindex-c6", "libspatialindex-c5"),
    "libspatialindex6": ("libspatialindex6", "libspatialindex5"),
    "libssl3": ("libssl1.1", "libssl1.1"),
    "libtesseract5": ("libtesseract4", "libtesseract4"),
    "libtiff6": ("libtiff5", "libtiff5"),
    "liburing2": ("liburing1", ""),
    "libwebkit2gtk-4.1-0": ("libwebkit2gtk-4.0-37", "libwebkit2gtk-4.0-37"),
    "libwebkit2gtk-4.1-dev": ("libwebkit2gtk-4.0-dev", "libwebkit2gtk-4.0-dev"),
    "libwebp7": ("libwebp6", "libwebp6"),
    "openjdk-17-jdk": ("openjdk-17-jdk", "openjdk-11-jdk"),
    "openjdk-17-jdk-headless": ("openjdk-17-jdk-headless", "openjdk-11-jdk-headless"),
    "openjdk-17-jre": ("openjdk-17-jre", "openjdk-11-jre"),
    "openjdk-17-jre-headless": ("openjdk-17-jre-headless", "openjdk-11-jre-headless"),
    "polkitd": ("policykit-1", "policykit-1"),
}
"""As Debian 11 and Debian 10 have it, by Debian's own lists of packages; nothing where there is none."""

_NEWER = {
    "libaio1": "libaio1t64",
    "libatlas-base-dev": "libopenblas-dev",
    "libatlas3-base": "libopenblas0",
    "libavcodec59": "libavcodec61",
    "libavdevice59": "libavdevice61",
    "libavfilter8": "libavfilter10",
    "libavformat59": "libavformat61",
    "libavutil57": "libavutil59",
    "libegl1-mesa": "libegl1",
    "libfuse3-3": "libfuse3-4",
    "libgdal32": "libgdal36",
    "libgdk-pixbuf2.0-0": "libgdk-pixbuf-2.0-0",
    "libgdk-pixbuf2.0-dev": "libgdk-pixbuf-2.0-dev",
    "libgl1-mesa-glx": "libgl1",
    "libhdf5-103-1": "libhdf5-310",
    "libicu72": "libicu76",
    "libldap-2.5-0": "libldap2",
    "liblept5": "libleptonica6",
    "liblz4-tool": "lz4",
    "libncurses5": "libncurses6",
    "libncursesw5": "libncursesw6",
    "libodbc1": "libodbc2",
    "libpcre3": "libpcre2-8-0",
    "libpcre3-dev": "libpcre2-dev",
    "libpoppler-cpp0v5": "libpoppler-cpp2",
    "libre2-9": "libre2-11",
    "librecode0": "librecode3",
    "libspatialindex-c6": "libspatialindex-c8",
    "libspatialindex6": "libspatialindex8",
    "libsqlcipher0": "libsqlcipher1",
    "libtinfo5": "libtinfo6",
    "libumfpack5": "libumfpack6",
    "mlocate": "plocate",
    "openjdk-17-jdk": "openjdk-21-jdk",
    "openjdk-17-jdk-headless": "openjdk-21-jdk-headless",
    "openjdk-17-jre": "openjdk-21-jre",
    "openjdk-17-jre-headless": "openjdk-21-jre-headless",
    "policykit-1": "polkitd",
}
"""As Debian 13 has it, where it has no package, real or virtual, of the name in Debian 12."""

_QT_6 = (
    *("libqt6core6", "libqt6gui6", "libqt6qml6", "libqt6sql6-mysql", "libqt6sql6-odbc", "libqt6sql6-psql"),
    *("libqt6sql6-sqlite", "libqt6widgets6", "libqt6xml6", "qmake6", "qt6-base-dev", "qt6-base-dev-tools"),
    *("qt6-declarative-dev", "qt6-tools-dev-tools"),
)
_NOT_IN_11 = frozenset(
    {
        *("caddy", "cadical", "crystal", "cvc5", "cycle", "freesasa", "gh", "gir1.2-adw-1", "gir1.2-gtk-4.0"),
        *("gir1.2-webkit2-4.1", "libadwaita-1-dev", "libgtk-4-1", "libgtk-4-dev", "libhwy-dev", "libigdgmm12"),
        *(
            "liblttng-ust1",
            "libmimalloc-dev",
            "libsoup-3.0-dev",
            "libunicorn-dev",
            "libvpl2",
        ),
        *("libze-dev", "libze1", "mialmpick", "sqlite3-tools", "swtpm", *_QT_6),
    }
)
_ABSENT = {
    "buster": _NOT_IN_11 | {name for name, (_, older) in _OLDER.items() if not older},
    "bullseye": _NOT_IN_11,
    "trixie": frozenset(
        {
            *("acedb-other", "aeskulap", "autoconf2.13", "automake1.11", "ballview", "bolt-16", "canu", "circlator"),
            *("dapl2-utils", "freerdp2-dev", "gconf-service", "gconf2", "gir1.2-webkit2-4.0", "hilive", "ipfm"),
            *("intel-opencl-icd", "jmodeltest", "khmer", "khmer-common", "libbolt-16-dev", "libc-client2007e"),
            *("libcanberra-gtk-module", "libchemps2-dev", "libdapl2", "libgconf-2-4", "libgio2.0-cil-dev", "libgsl27"),
            *("libgtk3.0-cil-dev", "libh2o-evloop-dev", "libigc-dev", "libigdfcl-dev", "libmagickcore-6.q16-dev"),
            *("libmagickwand-6.q16-6", "libmfx1", "libmozjs-78-dev", "libnetcdf-cxx-legacy-dev", "liboctave-dev"),
            *("libopenmpi3", "libqt5webkit5", "libvcflib1", "libwebkit2gtk-4.0-dev", "logol", "logol-bin", "lzma-dev"),
            *("mia-doctools", "mia-tools", "mia-viewit", "mialmpick", "mriconvert", "nanook", "pbhoney", "pbjelly"),
            *("pbsuite", "psi4", "rdp-classifier", "simh", "software-properties-common", "squizz", "unoconv"),
            "wkhtmltopdf",
        }
    ),
}
"""What Debian 12 has and these have not, under any name that serves the same."""


def release_of(reference: str) -> str:
    """The release of Debian that an image is made of, by its name and tag; nothing where they do not say."""
    if match := _BY_NAME.search(reference):
        return match[1]
    number = _BY_NUMBER.search(reference)
    return _NUMBERS[number[1]] if number else ""


def named_in(release: str, packages: Iterable[str]) -> list[str]:
    """The packages of Debian 12 as a release calls them, without those that it does not have."""
    return [_named(release, package) for package in packages if package not in absent_in(release)]


def absent_in(release: str) -> frozenset[str]:
    """Packages of Debian 12 that a release does not have."""
    return _ABSENT.get(release, frozenset())


def _named(release: str, package: str) -> str:
    if release == "trixie":
        return _NEWER.get(package, package)
    bullseye, buster = _OLDER.get(package, (package, package))
    return {"bullseye": bullseye, "buster": buster}.get(release, package)
