"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config.content_type import readable_only
from config.environment import or_stop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
or_stop()

application = readable_only(get_wsgi_application())
