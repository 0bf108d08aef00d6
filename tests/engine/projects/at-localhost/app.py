"""A shop that finds everything on the developer's own machine, as many small projects do."""

import psycopg2
import redis
from flask import Flask

app = Flask(__name__)
store = redis.Redis(host="localhost", port=6379, decode_responses=True)


@app.get("/")
def index():
    by_host = psycopg2.connect("postgresql://keeper:s3cret#1@localhost/shop")
    by_socket = psycopg2.connect("dbname=shop")
    return {"visits": store.incr("visits"), "as": [name_in(by_host), name_in(by_socket)]}


def name_in(connection):
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user || '@' || current_database()")
        return cursor.fetchone()[0]
