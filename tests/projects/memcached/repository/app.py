from flask import Flask
from pymemcache.client.base import Client

app = Flask(__name__)
cache = Client("localhost")
