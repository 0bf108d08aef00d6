import os

SECRET_KEY = "for development"
DATABASE_URL = os.environ["DATABASE_URL"]
