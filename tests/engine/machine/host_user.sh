#!/usr/bin/env bash
# Makes the ordinary user as whom the tests open dev containers; run as root.
# For root, and for uid 1000, which images give to their own user, the client leaves out the remapping of uids.
set -euo pipefail

readonly name=devcontain-host uid=2345

getent group docker >/dev/null || groupadd --system docker
id "$name" >/dev/null 2>&1 || useradd --uid "$uid" --create-home --shell /bin/bash "$name"
usermod --append --groups docker "$name"
id "$name"
