"""Addresses of what reaches somebody."""

from __future__ import annotations

from django.urls import path

from passerelle.notifications.wishes import views

urlpatterns = [
    path("settings/attention/", views.attention, name="settings_attention"),
    path("settings/attention/preset/", views.preset, name="settings_attention_preset"),
]
