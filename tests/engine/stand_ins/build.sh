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

bookworm() {
    debian bookworm
    python bookworm 3.11
    build uv "ghcr.io/astral-sh/uv:$uv_version" --build-arg "VERSION=$uv_version"
    managers node ruby
}

trixie() {
    debian trixie
    python trixie 3.13
    build postgres postgres:17
    build redis redis:8
    build services mariadb:11.4 --target mariadb
    build services memcached:1.6 --target memcached
    build services pgvector/pgvector:pg17 --target pgvector
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

# python SUITE VERSION
python() {
    local options=(--build-arg "SUITE=$1")
    build python "devcontain-stand-in/python:$1" "${options[@]}" --target slim
    build python "python:$2-slim-$1" "${options[@]}" --target slim
    build python "mcr.microsoft.com/devcontainers/python:3-$2-$1" "${options[@]}" --target devcontainer
}

bookworm &
bookworm_job=$!
trixie
wait "$bookworm_job"
docker image prune --force --filter "label=$label=true" >/dev/null
