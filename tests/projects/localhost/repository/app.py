from flask import Flask
from flask_mysqldb import MySQL
from pymongo import MongoClient

app = Flask(__name__)
app.config["MYSQL_HOST"] = "localhost"
app.config["MYSQL_USER"] = "root"
app.config["MYSQL_PASSWORD"] = ""
app.config["MYSQL_DB"] = "library"

books = MySQL(app)
covers = MongoClient("localhost", 27017).library.covers


@app.get("/")
def index():
    return {"covers": covers.count_documents({})}
