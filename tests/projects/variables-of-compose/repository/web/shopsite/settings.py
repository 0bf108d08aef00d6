import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG") == "1"
MEDIA_ROOT = os.environ["MEDIA_ROOT"]
STRIPE = os.environ["STRIPE_API_KEY"]
INSTALLED_APPS = ["django.contrib.contenttypes", "rest_framework", "shop"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "postgres",
        "PASSWORD": os.environ["DB_PASS"],
        "HOST": os.environ["DB_HOST"],
    }
}
