"""Addresses of asking and of one's own decisions about being asked."""

from __future__ import annotations

from django.urls import path

from passerelle.matching import views

urlpatterns = [
    path("c/<slug:pid>/help/answer/", views.answer, name="help_answer"),
    path("c/<slug:pid>/help/<slug:person>/", views.ask, name="help_ask"),
    path("settings/help/", views.mine, name="settings_help"),
    path("settings/help/<slug:topic>/", views.decide, name="help_decide"),
]
