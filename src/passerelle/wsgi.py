"""WSGI entry for the grown form: pages behind any WSGI server, live hints on an ASGI one, jobs in ``passerelle worker``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings")
application = get_wsgi_application()
