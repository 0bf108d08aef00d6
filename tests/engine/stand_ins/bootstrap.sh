#!/usr/bin/env bash
# Makes the image devcontain-stand-in/bootstrap:SUITE out of Debian packages; does nothing where it exists.
# Usage: bootstrap.sh SUITE MIRROR
set -euo pipefail

readonly suite=$1 mirror=$2
readonly image=devcontain-stand-in/bootstrap:$suite

if docker image inspect "$image" >/dev/null 2>&1; then exit; fi

root=$(mktemp -d)
trap 'rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror"
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/etc/apt/sources.list
tar -C "$root" -c . | docker import --change 'LABEL devcontain.stand-in=true' - "$image"
