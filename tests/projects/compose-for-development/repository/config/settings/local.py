import environ

env = environ.Env()
SECRET_KEY = env("SECRET_KEY", default="only for development")
INSTALLED_APPS = ["django.contrib.contenttypes"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": env("POSTGRES_HOST"),
        "NAME": env("POSTGRES_DB"),
        "USER": env("POSTGRES_USER"),
        "PASSWORD": env("POSTGRES_PASSWORD"),
    }
}
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
USE_DOCKER = env.bool("USE_DOCKER")
