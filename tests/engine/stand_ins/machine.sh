#!/usr/bin/env bash
# Writes into DIRECTORY what makes the package indices answer on this machine: certificates, pip's and apt's settings.
# Usage: machine.sh SUITE DIRECTORY
set -euo pipefail

readonly suite=$1 directory=$2
# shellcheck source=/dev/null
source /etc/os-release

mkdir -p "$directory"
cp /etc/ssl/certs/ca-certificates.crt "$directory/certificates.crt"
if [[ -f /etc/pip.conf ]]; then cp /etc/pip.conf "$directory"; else : >"$directory/pip.conf"; fi
apt-config dump | sed -nE '/^Acquire::(http|https|Check-)/p' >"$directory/apt.conf"
apt-get indextargets --format "deb \$(REPO_URI) \$(CODENAME) \$(COMPONENT)" 'Created-By: Packages' \
    | sed -nE "s/ $VERSION_CODENAME((-updates|-security)? main)$/ $suite\1/p" >"$directory/sources.list"
