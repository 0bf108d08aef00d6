import environ

env = environ.Env()
DATABASES = {"default": env.db(default="postgis:///shop")}
INSTALLED_APPS = ["django.contrib.gis", "shop"]
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
