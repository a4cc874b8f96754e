"""Addresses below ``/c/<pid>/practice/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.practice import views

urlpatterns = [
    path("changes/", views.changes, name="practice_changes"),
]
