#!/usr/bin/env bash
# Builds local stand-ins for the images that generated files name, out of Debian and PyPI packages alone.
# They hold the real programs. An image of such a name that is not labelled as a stand-in is left alone.
# Run as root on a Debian machine with debootstrap and a Docker engine.
set -euo pipefail

readonly label=devcontain.stand-in
readonly uv_version=0.13.8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
machine=$(mktemp -d)
trap 'rm -rf "$machine"' EXIT

debian() {
    local suite=$1 mirror
    bash "$here/machine.sh" "$suite" "$machine/$suite"
    mirror=$(sed -nE "s/^deb (.*) $suite main$/\1/p" "$machine/$suite/sources.list" | head -n 1)
    bash "$here/bootstrap.sh" "$suite" "$mirror"
    build debian "devcontain-stand-in/debian:$suite" --build-arg "SUITE=$suite" --build-context "machine=$machine/$suite"
}

# build DIRECTORY IMAGE [OPTION...]
build() {
    local directory=$1 image=$2
    if is_real "$image"; then
        echo "$image: kept, the real image is here"
        return
    fi
    docker build --quiet --label "$label=true" --tag "$image" "${@:3}" "$here/$directory" >/dev/null
    echo "$image: ready"
}

is_real() {
    local value
    value=$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$1" 2>/dev/null) && [[ $value != true ]]
}

bullseye() {
    debian bullseye
    devcontainer base:2-bullseye devcontain-stand-in/debian:bullseye
}

bookworm() {
    debian bookworm
    python bookworm 3.11
    build uv "ghcr.io/astral-sh/uv:$uv_version" --build-arg "VERSION=$uv_version"
    managers node ruby
    python bookworm 3.13 trixie
}

trixie() {
    debian trixie
    python trixie 3.13
    build postgres postgres:17
    build redis redis:8
    build services mariadb:11.4 --target mariadb
    build services memcached:1.6 --target memcached
    build services nats:2.11 --target nats
    build services pgvector/pgvector:pg17 --target pgvector
    build services postgis/postgis:17-3.5 --target postgis
    build services rabbitmq:4 --target rabbitmq
    build services valkey/valkey:8 --target valkey
    managers rpm
}

managers() {
    local manager
    for manager in "$@"; do
        build managers "devcontain-stand-in/$manager" --target "$manager"
    done
}

# python SUITE VERSION [SUITE_OF_ITS_SOURCE]: Debian's own, unless it is another suite's, which is compiled.
python() {
    local slim="python:$2-slim-$1" packages=(build-essential libffi-dev libpq-dev libssl-dev)
    if (($# == 3)); then
        build python "$slim" --build-arg "SUITE=$1" --build-arg "VERSION=$2" --build-arg "SOURCE_SUITE=$3" --target compiled
    else
        build python "devcontain-stand-in/python:$1" --build-arg "SUITE=$1" --target debian
        build python "$slim" --build-arg "SUITE=$1" --target debian
        packages+=(python3-dev)
    fi
    devcontainer "python:3-$2-$1" "$slim" "${packages[@]}"
}

# devcontainer NAME BASE [PACKAGE...]
devcontainer() {
    build devcontainer "mcr.microsoft.com/devcontainers/$1" --build-arg "BASE=$2" --build-arg "PACKAGES=${*:3}"
}

bullseye &
bullseye_job=$!
bookworm &
bookworm_job=$!
trixie
wait "$bullseye_job"
wait "$bookworm_job"
docker image prune --force --filter "label=$label=true" >/dev/null
