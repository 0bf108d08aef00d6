from flask import Flask

from lantern_models import lit

app = Flask(__name__)


@app.get("/")
def lantern():
    return lit("2026-11-11")
