"""Hadoop's client: Apache's archive of it, on Debian's Java."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.generate.plan import Decision, Hadoop

if TYPE_CHECKING:
    from devcontain.detect.facts import Facts
    from devcontain.generate.plan import Spark

_VERSION = "3.4.3"
_CHECKSUMS = {
    "amd64": "ca65b67a9cdad27b3aa1cb81496a3136de572bab3e8f2289c2aade965f687353",
    "arm64": "229016c37f7d1f2da43e9712e21236670c8cca3546df99e983e47d8a86860118",
}
"""SHA-256 of the archive for each processor, as pkgs/by-name/ha/hadoop of github.com/NixOS/nixpkgs has them.

By what is tested there, this version runs on Java 11 to 21, of which every Debian has one by default.
"""
_JAVA, _JDK = "default-jre-headless", "default-jdk-headless"
_OF_DEBIAN = "/usr/lib/jvm/default-java"


def choose_hadoop(
    facts: Facts, spark: Spark | None, packages: tuple[str, ...]
) -> tuple[Hadoop | None, tuple[str, ...], tuple[Decision, ...]]:
    """The client, all Debian packages with those for it, and the reason; the packages alone where nothing needs it."""
    need = facts.hadoop
    if need is None:
        return None, packages, ()
    has_java = spark is not None and bool(spark.java)
    more = {_JDK} if need.is_compiled else set() if has_java else {_JAVA}
    more |= {"krb5-user"} if need.uses_kerberos else set()
    hadoop = Hadoop(_VERSION, _CHECKSUMS["amd64"], _CHECKSUMS["arm64"], "" if has_java else _OF_DEBIAN)
    decision = Decision("hadoop", f"the client of Hadoop {_VERSION}", str(need.evidence))
    return hadoop, tuple(sorted({*packages, *more})), (decision,)
