"""A shop that finds everything on the developer's own machine, or as its compose file calls it, as many do."""

import psycopg2
import redis
from flask import Flask

app = Flask(__name__)
store = redis.Redis(host="localhost", port=6379, decode_responses=True)
same_store = redis.Redis(host="cache", decode_responses=True)


@app.get("/")
def index():
    by_host = psycopg2.connect("postgresql://keeper:s3cret#1@localhost/shop")
    by_name = psycopg2.connect(host="db", user="keeper", password="s3cret#1", dbname="shop")
    by_socket = psycopg2.connect("dbname=shop")
    store.incr("visits")
    return {"visits": int(same_store.get("visits")), "as": [*map(name_in, (by_host, by_name, by_socket))]}


def name_in(connection):
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user || '@' || current_database()")
        return cursor.fetchone()[0]
