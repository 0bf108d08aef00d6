#!/usr/bin/env bash
# Starts MariaDB, after making the database that MARIADB_USER, MARIADB_PASSWORD and MARIADB_DATABASE ask for.
set -euo pipefail

if [[ ! -d /var/lib/mysql/mysql ]]; then
    mariadb-install-db --skip-test-db >/dev/null
    mariadbd --bootstrap <<SQL
FLUSH PRIVILEGES;
CREATE DATABASE \`$MARIADB_DATABASE\`;
CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$MARIADB_PASSWORD';
GRANT ALL ON \`$MARIADB_DATABASE\`.* TO '$MARIADB_USER'@'%';
SQL
fi
exec "$@"
