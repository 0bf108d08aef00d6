SECRET_KEY = "only-for-tests"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "keeper",
        "PASSWORD": "for-tests",
        "HOST": "db",
        "PORT": 5432,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://cache:6379",
    }
}
