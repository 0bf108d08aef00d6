"""Know which RPM you get.

Off by default: distributions delete old versions, and what a package depends on floats all the same. To repeat a
build, pin the base image by digest. Select this rule where an internal mirror keeps every version. A stream is what
can be said of a module.

```dockerfile bad
FROM fedora:41
RUN dnf install -y «git» make-4.4.1 && dnf clean all
```

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper install -y «'git>2.40'» && zypper clean
```

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper install -y git=2.43.0 && zypper update -y && zypper clean
```

```dockerfile good
FROM rockylinux:9
ARG GIT_VERSION
RUN dnf module install -y nodejs:20 && dnf module enable -y ruby:3.3 && dnf group install -y 'Development Tools'
RUN dnf upgrade -y openssl && dnf install -y git-${GIT_VERSION} make-1:4.3 ./local.rpm --enablerepo crb && dnf clean all
```
"""

from __future__ import annotations

from devcontain.lint.rule import OFF, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs import Install, Pin
from devcontain.semantics.installs.loose import loose_packages


@rule("PIN009", on=install("rpm", "zypper"), aliases=("DL3033", "DL3037", "DL3041"), severity=OFF)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no version, with the others beside it."""
    return unpinned(loose_packages(install, Pin.WILDCARD), "{}-VERSION")
