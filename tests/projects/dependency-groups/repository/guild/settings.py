import os

SECRET_KEY = os.environ.get("SECRET_KEY", "only for development")
INSTALLED_APPS = ["django.contrib.contenttypes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ.get("DB_HOST", "localhost")}}
