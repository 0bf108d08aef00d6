import httpx
from flask import Flask

app = Flask(__name__)


@app.get("/")
def proxy():
    return httpx.get("https://example.com").text
