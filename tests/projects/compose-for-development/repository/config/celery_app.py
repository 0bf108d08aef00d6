import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
app = Celery("choir")
app.config_from_object("django.conf:settings", namespace="CELERY")
