"""Addresses of the demo; outside a demo folder they answer like any page that does not exist."""

from __future__ import annotations

from django.urls import path

from passerelle.exchange.demo import views

urlpatterns = [path("demo/<slug:persona>/<slug:token>/", views.sign_in, name="demo_sign_in")]
