#!/usr/bin/env bash
# Stands in for the script of that name in the official image: whether MariaDB accepts connections over TCP.
mariadb-admin ping --protocol=tcp --host=127.0.0.1 --connect-timeout=2
