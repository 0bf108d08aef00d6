"""Shelves in PostgreSQL."""

import psycopg


def connect(address: str) -> psycopg.Connection:
    return psycopg.connect(address)
