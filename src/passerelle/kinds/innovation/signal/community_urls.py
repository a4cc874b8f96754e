"""Addresses of signals in a community, mounted at ``/communities/<pid>/signal/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.signal import views

urlpatterns = [path("listeners/", views.listeners, name="signal_listeners")]
