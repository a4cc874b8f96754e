"""Addresses of signals in a community, mounted at ``/communities/<pid>/signal/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.signal import views

urlpatterns = [
    path("", views.list_signals, name="signal_list"),
    path("listeners/", views.listeners, name="signal_listeners"),
]
