import os

DATABASES = {"default": {"NAME": "atlas"}}
DATABASES["default"]["ENGINE"] = os.environ.get("ENGINE", "django.contrib.gis.db.backends.postgis")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": "127.0.0.1:11211",
    }
}
CELERY_BROKER_URL = "amqp://guest:guest@localhost:5672//"
