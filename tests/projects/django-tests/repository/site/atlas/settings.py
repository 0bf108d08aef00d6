SECRET_KEY = "only for tests"
INSTALLED_APPS = ["tracks"]
ROOT_URLCONF = "atlas.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
