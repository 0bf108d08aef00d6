import requests


def version():
    return requests.get("http://localhost:5000/version", timeout=5).text
