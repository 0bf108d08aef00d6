#!/usr/bin/env bash
# Makes a Docker engine with Buildx and Compose v2 answer on this machine; does nothing where one does already.
# Run as root on Debian 12 or later.
set -euo pipefail

readonly log=${DOCKERD_LOG:-/var/log/dockerd.log}
readonly packages=(docker.io docker-cli docker-buildx docker-compose)

# Debian 12 has no Compose v2 and no Buildx. Debian 13's run on it unchanged, as long as nothing else comes from there.
borrow_from_trixie() {
    local uri
    uri=$(apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' 'Component: main' "Codename: $VERSION_CODENAME" \
        | head -n 1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri trixie main" \
        >/etc/apt/sources.list.d/trixie-engine.list
    printf 'Package: *\nPin: release n=trixie\nPin-Priority: 50\n' >/etc/apt/preferences.d/trixie-engine
}

install_packages() {
    local release=
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    # shellcheck source=/dev/null
    source /etc/os-release
    if [[ $VERSION_CODENAME == bookworm ]]; then
        release=/trixie
        borrow_from_trixie
        apt-get update -q
    fi
    apt-get install -q -y --no-install-recommends "${packages[@]/%/$release}"
}

is_installed() {
    command -v dockerd && docker buildx version && docker compose version
}

answers() {
    docker info --format '{{.ServerVersion}}' 2>/dev/null | grep -q .
}

start() {
    setsid nohup dockerd >"$log" 2>&1 </dev/null &
    for _ in {1..60}; do
        if answers; then return; fi
        kill -0 $! 2>/dev/null || break
        sleep 1
    done
    echo "dockerd ended, or did not answer within 60 s; the end of $log:" >&2
    tail -n 20 "$log" >&2
    return 1
}

is_installed >/dev/null 2>&1 || install_packages
answers || start
docker version --format 'Docker engine {{.Server.Version}}, client {{.Client.Version}}'
