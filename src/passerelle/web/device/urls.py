"""Addresses of the installed app."""

from __future__ import annotations

from django.urls import path

from passerelle.web.device import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="device_manifest"),
    path("offline/", views.offline, name="device_offline"),
    path("device/session/", views.session, name="device_session"),
    path("device/share/", views.share, name="device_share"),
]
