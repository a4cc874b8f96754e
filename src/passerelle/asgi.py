"""ASGI entry for any ASGI server: ``passerelle.asgi:application``; ``passerelle serve`` starts the same."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings")
django.setup()

from passerelle.work.serving.application import Application  # noqa: E402  # settings come first

application = Application()
