"""The `ui` app: templates and static files for every module above."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the folder so that its `jinja2/` and `static/` are found."""

    name = "passerelle.ui"
    label = "ui"
