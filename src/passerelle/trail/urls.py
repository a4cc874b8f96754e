"""Addresses of the trail, below the contribution they are about."""

from __future__ import annotations

from django.urls import path

from passerelle.trail import views

urlpatterns = [
    path("c/<slug:pid>/decide/<slug:move>/", views.decide, name="trail_decide"),
]
