"""Check what you download before you use it.

A program or an archive that comes over the network is run with the rights of the build, and ends up in the image. A
checksum (or a signature) makes sure that it is the file you looked at: `echo "HASH  file" | sha256sum -c -` before it
is used, or `ADD --checksum=sha256:...`. Any check in the same RUN, or later in the stage, counts.

```dockerfile bad
FROM ubuntu:24.04
RUN curl -fsSL «https://example.org/tool-1.2.tar.gz» | tar -xz -C /opt
ADD «https://example.org/tool-1.2.tar.gz» /opt/
```

```dockerfile bad
FROM ubuntu:24.04
RUN curl -fsSL «https://example.org/1.2/install.sh» | sh
```

```dockerfile good
FROM ubuntu:24.04
RUN curl -fsSLO https://example.org/tool-1.2.tar.gz \\
 && echo "5f9b6e0d...  tool-1.2.tar.gz" | sha256sum -c - \\
 && tar -xzf tool-1.2.tar.gz -C /opt
ADD --checksum=sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f https://example.org/a-1.zip /opt/
```

```dockerfile good
FROM ubuntu:24.04
RUN curl -fsSL https://example.org/repository.gpg -o /usr/share/keyrings/example.gpg
RUN curl -fsSL https://example.org/settings.json -o /etc/settings.json
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Note, Problem, instruction, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.downloads import DOWNLOADERS, Download, downloads_of, is_verified, readers_of, runners_of
from devcontain.semantics.floating import is_software, is_supporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_ARCHIVE = pattern(r".*\.(?:tar|tgz|tbz2?|txz|zip|7z|gz|bz2|xz|zst)", re.IGNORECASE)
_UNPACKERS = frozenset("tar bsdtar unzip gunzip bunzip2 xz 7z cpio dpkg".split())
_REPOSITORY = pattern(r".*\.git(?:[#?].*)?")


@rule("PIN016", on=[run(*DOWNLOADERS), instruction("ADD")], severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first program or archive of a step that is used as it came, with the others beside it."""
    downloads = downloads_of(step)
    if not downloads or step.instruction.flag("checksum") or is_verified(step):
        return
    used = [download for download in downloads if _is_used(download)]
    if used:
        yield Problem(
            used[0].span,
            "nothing checks that this is the file that was meant",
            help="compare its checksum before it is used"
            if step.keyword == "RUN"
            else "say `ADD --checksum=sha256:...`",
            also=tuple(Note(other.span, "nor this one") for other in used[1:]),
        )


def _is_used(download: Download) -> bool:
    """Whether it is run, unpacked, or by its name a program or an archive."""
    url = download.url.partition("?")[0]
    if is_supporting(download.url) or _REPOSITORY.fullmatch(download.url):
        return False
    if runners_of(download) or is_software(url) or _ARCHIVE.fullmatch(url):
        return True
    return download.command is not None and any(reader.name in _UNPACKERS for reader in readers_of(download.command))
