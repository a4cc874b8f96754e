"""Addresses of the live module."""

from __future__ import annotations

from django.urls import path

from passerelle.live import views

urlpatterns = [
    path("live/", views.stream, name="live"),
    path("live/since/", views.since, name="live_since"),
]
