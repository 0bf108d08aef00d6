"""Shelves in MongoDB."""

import pymongo


def connect(address: str) -> pymongo.MongoClient:
    return pymongo.MongoClient(address)
