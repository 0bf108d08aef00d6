import redis
from flask import Flask

application = Flask(__name__)
store = redis.Redis()
