"""A guest book: entries live in PostgreSQL, the number of visits in Redis."""

import os

import psycopg
import redis
from flask import Flask, jsonify, request

app = Flask(__name__)


def database():
    return psycopg.connect(os.environ["DATABASE_URL"])


def visits():
    return redis.Redis.from_url(os.environ["REDIS_URL"])


@app.get("/")
def index():
    return jsonify(visits=visits().incr("visits"))


@app.get("/entries")
def list_entries():
    with database() as connection:
        create_table(connection)
        rows = connection.execute("SELECT author, text FROM entry ORDER BY id").fetchall()
    return jsonify([{"author": author, "text": text} for author, text in rows])


@app.post("/entries")
def add_entry():
    entry = request.get_json()
    with database() as connection:
        create_table(connection)
        connection.execute("INSERT INTO entry (author, text) VALUES (%s, %s)", (entry["author"], entry["text"]))
    return jsonify(entry), 201


def create_table(connection):
    connection.execute(
        "CREATE TABLE IF NOT EXISTS entry (id serial PRIMARY KEY, author text NOT NULL, text text NOT NULL)"
    )
