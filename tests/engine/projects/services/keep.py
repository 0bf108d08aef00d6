"""Keeps a word in each service, and says what each of them has kept."""

import os
import sys

import pika
import psycopg
import pymysql
import valkey
from pymemcache.client.base import Client


def keep(word):
    with vectors() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        connection.execute("CREATE TABLE place (word text, at vector(3))")
        connection.execute("INSERT INTO place VALUES (%s, '[1,2,3]')", (word,))
    with rows() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE place (word text)")
        cursor.execute("INSERT INTO place VALUES (%s)", (word,))
        connection.commit()
    valkey.Valkey.from_url(os.environ["VALKEY_URL"]).set("word", word)
    queue().basic_publish("", "words", word.encode(), pika.BasicProperties(delivery_mode=2))
    Client(os.environ["MEMCACHED_URL"]).set("word", word, noreply=False)


def kept():
    with vectors() as connection:
        yield connection.execute("SELECT word FROM place ORDER BY at <-> '[1,1,1]'").fetchone()[0]
    with rows() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM place")
        yield cursor.fetchone()[0]
    yield valkey.Valkey.from_url(os.environ["VALKEY_URL"]).get("word").decode()
    yield queue().basic_get("words")[2].decode()


def vectors():
    return psycopg.connect("postgresql://app:app@pgvector:5432/app")


def rows():
    return pymysql.connect(host="mariadb", user="app", password="app", database="app")


def queue():
    channel = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"])).channel()
    channel.queue_declare("words", durable=True)
    return channel


if __name__ == "__main__":
    if sys.argv[1:]:
        keep(sys.argv[1])
        print(Client(os.environ["MEMCACHED_URL"]).get("word").decode())
    print(*kept(), sep="\n")
