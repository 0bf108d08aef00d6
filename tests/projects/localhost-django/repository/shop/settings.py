SECRET_KEY = "not a secret"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "keeper",
        "PASSWORD": "s3cret#1",
    },
    "archive": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "archive",
        "USER": "keeper",
        "PASSWORD": "s3cret#1",
        "HOST": "127.0.0.1",
        "PORT": "5433",
    },
}
