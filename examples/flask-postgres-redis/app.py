"""A guest book: messages in PostgreSQL, a visitor counter in Redis."""

import os

import psycopg
import redis
from flask import Flask, redirect, request

app = Flask(__name__)
visits = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379/0"))


def connect():
    connection = psycopg.connect(os.environ.get("DATABASE_URL", "postgresql://localhost/app"), autocommit=True)
    connection.execute("CREATE TABLE IF NOT EXISTS message (id serial PRIMARY KEY, text text NOT NULL)")
    return connection


@app.get("/")
def index():
    with connect() as connection:
        messages = connection.execute("SELECT text FROM message ORDER BY id").fetchall()
    return {"visits": visits.incr("visits"), "messages": [text for (text,) in messages]}


@app.post("/")
def add():
    with connect() as connection:
        connection.execute("INSERT INTO message (text) VALUES (%s)", [request.form["text"]])
    return redirect("/")
