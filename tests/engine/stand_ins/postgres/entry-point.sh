#!/usr/bin/env bash
# Starts PostgreSQL, after making the database that POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB ask for.
set -euo pipefail

initialise() {
    local user=${POSTGRES_USER:-postgres}
    local database=${POSTGRES_DB:-$user}
    : "${POSTGRES_PASSWORD:?has to be set to make the database}"
    initdb --username="$user" --pwfile=<(echo "$POSTGRES_PASSWORD") --auth-host=scram-sha-256 --auth-local=trust
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
    if [[ $database != postgres ]]; then
        echo "CREATE DATABASE \"$database\"" | postgres --single postgres
    fi
    # The official image of PostGIS makes its extension, too.
    if [[ -n ${EXTENSION:-} ]]; then
        echo "CREATE EXTENSION $EXTENSION" | postgres --single "$database"
    fi
}

if [[ $(id -u) == 0 ]]; then
    install -d -o postgres -g postgres -m 0700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi
if [[ ${1:-} == postgres && ! -s $PGDATA/PG_VERSION ]]; then
    initialise
fi
exec "$@"
