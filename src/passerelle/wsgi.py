"""WSGI entry for the grown form: pages behind any WSGI server, live hints on an ASGI one, jobs in ``passerelle worker``."""

import os

from django.core.wsgi import get_wsgi_application

from passerelle.work.serving.patience import cap_statements
from passerelle.work.serving.requests import WsgiRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings")
cap_statements()
application = get_wsgi_application()
application.request_class = WsgiRequest
